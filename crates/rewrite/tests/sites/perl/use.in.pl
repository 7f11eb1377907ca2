#!/usr/bin/perl
my $claude = Langertha::Engine::Anthropic->new(
  api_key => $ENV{ANTHROPIC_API_KEY},
  model => 'claude-3-5-sonnet-20240620',
);

my $asked_model = shift // "claude-3-opus-20240229";

=head1 SYNOPSIS

It doesn't take much:

    my $client = Some::Client->new(model => 'claude-2.1');

=cut

has model => (
  is      => 'ro',
  default => sub { 'claude-3-opus-20240229' },
);
has 'fast_model' => (is => 'rw', default => sub { return "claude-3-haiku-20240307" });

sub default_model {
  return 'claude-3-opus-20240229';
}
sub small_model { 'claude-3-haiku-20240307' }

sub new {
  my ($class, %args) = @_;
  $args{model} //= 'claude-2.1';
  my $self = { %args, judge_model => defined $args{judge} ? $args{judge} : 'claude-2.0' };
  $self->{'backup_model'} ||= "claude-instant-1.2";
  if (!$self->{model}) { $self->{model} = 'claude-2.1' }
  return bless $self, $class;
}
our $MODEL = $ENV{ASK_MODEL} || 'claude-3-5-sonnet-20240620';
has model => ( is => 'ro', default => sub { 'claude-3-opus-20240229' } );
$settings->{chat}{model} = 'claude-3-opus-20240229';
my $answer = $client->create({ model => 'claude-3-opus-20240229', usage => { include => 1 }, messages => [] });
