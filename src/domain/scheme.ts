/** Code of a policy scheme (政策代码), the name of its folder under config/policy: XW say. */
export type Scheme = string;
