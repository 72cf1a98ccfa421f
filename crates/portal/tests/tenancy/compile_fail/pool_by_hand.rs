//! The pool is the portal's own, and so is the beginning of a tenant's transaction.

use portal::{Portal, db::TenantTx};

fn opened(portal: &Portal) {
    let _pool = &portal.db.web; //~ E0616
    let _begun = TenantTx::open; //~ E0624
}
