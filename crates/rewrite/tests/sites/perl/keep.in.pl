#!/usr/bin/perl
# claude-3-5-sonnet-20240620 was the first.
die "too old" if $model eq 'claude-3-5-sonnet-20240620';
my %price = ('claude-3-opus-20240229' => 15);

my $asked_title = shift // "claude-2.0";

=head1 DESCRIPTION

The model 'claude-3-haiku-20240307' is the smallest; C<< model => 'claude-2.1' >> was slow.

=cut

has title => (is => 'ro', default => sub { 'claude-2.1' });
sub title { 'claude-2.1' }
my @models = qw(claude-2.0 claude-2.1);
my $chosen = $model eq 'claude-2.0' ? 'claude-2.1' : 'claude-2.0';
$labels{title} //= 'claude-2.1';
$titles->{model_label} = 'claude-2.1';
if ($model eq 'claude-2.1' and $model ne 'claude-2.0') { die }

my $answer = { id => 'msg_1', model => 'claude-2.1', usage => { input_tokens => 3 } };

$runs->search({ model => 'claude-3-haiku-20240307' })->delete;
$db->update('runs', { seen => 1 }, { model => 'claude-3-haiku-20240307' });
my $sth = $db->select('runs', '*', { model => 'claude-3-sonnet-20240229' });
throws_ok { Client->new(model => 'claude-3-haiku-20240307')->ask('hi') } qr/not_found/;
my $model = $args{old} ? 'claude-3-sonnet-20240229' : 'other';
my $model = $year < 2026 ? 'claude-3-sonnet-20240229' : 'other';
$record->{model} = 'claude-3-sonnet-20240229';
$stats{model} = 'claude-3-sonnet-20240229';
$old_config->{'model'} = 'claude-3-sonnet-20240229';

__END__

=item model => 'claude-2.1'

It is gone.

    my $model = 'claude-2.1' was all that it could say.

=head1 CHANGES

In 0.3 it was another one.

    Some::Client->new(model => 'claude-2.1');

=head1 SYNOPSIS

    # retired in 2026:
    Some::Client->new(model => 'claude-2.1');
    Some::Client->new(model => 'claude-2.0');   # as it was up to 0.3

=cut
