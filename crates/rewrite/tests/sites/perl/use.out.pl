#!/usr/bin/perl
my $claude = Langertha::Engine::Anthropic->new(
  api_key => $ENV{ANTHROPIC_API_KEY},
  model => 'claude-sonnet-4-6',
);

my $asked_model = shift // "claude-opus-4-8";

=head1 SYNOPSIS

It doesn't take much:

    my $client = Some::Client->new(model => 'claude-opus-4-8');

=cut

has model => (
  is      => 'ro',
  default => sub { 'claude-opus-4-8' },
);
has 'fast_model' => (is => 'rw', default => sub { return "claude-haiku-4-5-20251001" });

sub default_model {
  return 'claude-opus-4-8';
}
sub small_model { 'claude-haiku-4-5-20251001' }

sub new {
  my ($class, %args) = @_;
  $args{model} //= 'claude-opus-4-8';
  my $self = { %args, judge_model => defined $args{judge} ? $args{judge} : 'claude-opus-4-8' };
  $self->{'backup_model'} ||= "claude-haiku-4-5-20251001";
  if (!$self->{model}) { $self->{model} = 'claude-opus-4-8' }
  return bless $self, $class;
}
our $MODEL = $ENV{ASK_MODEL} || 'claude-sonnet-4-6';
has model => ( is => 'ro', default => sub { 'claude-opus-4-8' } );
$settings->{chat}{model} = 'claude-opus-4-8';
my $answer = $client->create({ model => 'claude-opus-4-8', usage => { include => 1 }, messages => [] });
