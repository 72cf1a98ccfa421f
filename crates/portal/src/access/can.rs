use super::{Grants, OrgContext};
use crate::{
    Portal, Result,
    db::{TenantRead, TenantTx},
};
use contract::OrgId;
use std::{marker::PhantomData, ops::Deref, sync::Arc};

/// The witness that somebody may do `P` in one organisation: the only source of its transactions (the second lock).
#[derive(Debug)]
pub struct Can<P> {
    context: Arc<OrgContext>,
    permission: PhantomData<P>,
}

impl<P: Grants> Can<P> {
    pub(super) fn new(context: Arc<OrgContext>) -> Self {
        Self { context, permission: PhantomData }
    }

    /// A look that can't write.
    pub async fn read(&self) -> Result<TenantRead> {
        TenantRead::open(&self.context.portal.db.web, self.org_id()).await
    }

    /// A change, in this person's name.
    pub async fn begin(&self) -> Result<TenantTx> {
        TenantTx::open(&self.context.portal, &self.context.portal.db.web, self.org_id(), self.context.actor.clone()).await
    }

    pub fn org_id(&self) -> OrgId {
        self.context.org().id
    }

    pub(crate) fn portal(&self) -> &Portal {
        &self.context.portal
    }
}

impl<P> Clone for Can<P> {
    fn clone(&self) -> Self {
        Self { context: self.context.clone(), permission: PhantomData }
    }
}

impl<P> Deref for Can<P> {
    type Target = Arc<OrgContext>;
    fn deref(&self) -> &Self::Target {
        &self.context
    }
}
