static NSString *const kModel = @"claude-3-opus-20240229";
#define JUDGE_MODEL @"claude-3-opus-20240229"
NSDictionary *body = @{ @"model": @"claude-3-opus-20240229", @"messages": messages };
body[@"model"] = @"claude-3-opus-20240229";
[client askWithModel:@"claude-3-opus-20240229" prompt:prompt];
self.model = @"claude-3-opus-20240229";
