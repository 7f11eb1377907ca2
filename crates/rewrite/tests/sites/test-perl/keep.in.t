use Test::More;
use Some::Client;

my $client = Some::Client->new( api_key => 'x', model => 'claude-3-opus-20240229' );
ok( $client->prepare );
my $other = Some::Client->new( api_key => 'x', model => 'claude-3-haiku-20240307' );
ok( $other->prepare );
done_testing;
