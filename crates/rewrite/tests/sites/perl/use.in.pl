#!/usr/bin/perl
my $claude = Langertha::Engine::Anthropic->new(
  api_key => $ENV{ANTHROPIC_API_KEY},
  model => 'claude-3-5-sonnet-20240620',
);

my $asked_model = shift // "claude-3-opus-20240229";
