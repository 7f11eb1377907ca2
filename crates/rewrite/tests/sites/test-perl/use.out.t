use Test::More;
use Some::Client;

plan skip_all => 'needs a key' unless $ENV{ANTHROPIC_API_KEY};

my $client = Some::Client->new;
my @cases = ({ params => { model => 'claude-opus-4-8', max_tokens => 10 } });

for my $case (@cases) {
    my $answer = $client->chat( %{ $case->{params} } );
    like( $answer->text, qr/hello/i );
}
done_testing;
