#!/usr/bin/perl
# claude-3-5-sonnet-20240620 was the first.
die "too old" if $model eq 'claude-3-5-sonnet-20240620';
my %price = ('claude-3-opus-20240229' => 15);

my $asked_title = shift // "claude-2.0";
