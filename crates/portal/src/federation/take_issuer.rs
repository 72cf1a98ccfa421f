use super::{model::Verdict, tests};
use crate::{
    Error, Result,
    access::{
        Can,
        permission::{ManageSignIn, SeeSignIn},
    },
    connection,
};
use contract::{ConnectionId, Rule, TestId};

/// Takes over the issuer that a test received instead of the expected one (S05). Nothing else is taken from an answer: an issuer is only a name,
/// and whoever signs stays whom the certificates say.
///
/// # Errors
/// `NotFound` · `Conflict(NotInThatState)` when it wasn't the issuer that failed.
pub async fn take_issuer(can: &Can<ManageSignIn>, id: ConnectionId, test: TestId) -> Result<()> {
    let test = tests::find(&can.can::<SeeSignIn>()?, id, test).await?.ok_or(Error::NotFound)?;
    let lines = test.report.map(|report| report.lines).unwrap_or_default();
    let wrong = lines.into_iter().find(|line| line.verdict == Verdict::Fail && line.code.as_deref() == Some("S05") && !line.received.is_empty());
    let received = wrong.ok_or(Error::Conflict(Rule::NotInThatState))?.received;
    connection::set_entity_id(can, id, &received).await
}
