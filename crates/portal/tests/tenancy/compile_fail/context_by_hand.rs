//! Nobody is inside an organisation unless `Portal::enter` let them in.

use portal::access::OrgContext;

fn forged(inside: OrgContext) -> OrgContext {
    OrgContext { ..inside } //~ E0451
}
