static NSString *const kModel = @"claude-opus-4-8";
#define JUDGE_MODEL @"claude-opus-4-8"
NSDictionary *body = @{ @"model": @"claude-opus-4-8", @"messages": messages };
body[@"model"] = @"claude-opus-4-8";
[client askWithModel:@"claude-opus-4-8" prompt:prompt];
self.model = @"claude-opus-4-8";
