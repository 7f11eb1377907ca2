use Test::More;
use Test::MockModule;
use Some::Client;

plan skip_all => 'needs a key' unless $ENV{ANTHROPIC_API_KEY};
my $mock = Test::MockModule->new('Some::Agent');
my $client = Some::Client->new( model => 'claude-3-opus-20240229' );
is( $client->model, 'claude-3-opus-20240229' );
done_testing;
