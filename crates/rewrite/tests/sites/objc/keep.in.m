if ([model isEqualToString:@"claude-2.1"]) { return; }
NSArray *models = @[ @"claude-2.0", @"claude-2.1" ];
NSDictionary *prices = @{ @"claude-2.1": @8 };
[view showWithTitle:@"claude-2.1" color:color];
// NSString *model = @"claude-2.1";
