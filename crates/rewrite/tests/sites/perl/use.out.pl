#!/usr/bin/perl
my $claude = Langertha::Engine::Anthropic->new(
  api_key => $ENV{ANTHROPIC_API_KEY},
  model => 'claude-sonnet-4-6',
);

my $asked_model = shift // "claude-opus-4-8";
