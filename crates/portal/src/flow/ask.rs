use super::{Again, Flow, Purpose, Stage, holder, sql};
use crate::{
    Error, Portal, Result,
    access::Visitor,
    browser,
    db::system::SystemTx,
    jobs::Job,
    secret::SecretHash,
    throttle::{self, Asker, Key, limits},
};
use contract::{EmailAddress, LocalPath, Locale, PersonId, Rule};

/// What a flow begins with.
#[derive(Debug, Clone)]
pub struct Asked {
    pub address: EmailAddress,
    /// Whose address changes.
    pub person: Option<PersonId>,
    /// The language of the page, for a recipient who has none on record.
    pub locale: Locale,
    pub next: Option<LocalPath>,
}

/// Names an address, and nothing more: sign-in asks for a password or a mail afterwards. Naming the same one again goes on
/// where this browser was.
///
/// # Errors
/// `Limited` after very many from one neighbourhood, or with browsers of one person.
pub async fn begin(portal: &Portal, visitor: &Visitor, purpose: Purpose, asked: &Asked) -> Result<()> {
    let mut tx = SystemTx::open(portal, &portal.db.web).await?;
    let now = tx.now();
    let counted = browser::counted(tx.conn(), visitor, limits::SIGN_INS_BEGUN_OF_PERSON, limits::SIGN_INS_BEGUN_FROM_BLOCK, now).await?;
    throttle::count(tx.conn(), now, &[counted]).await?;
    begin_in(&mut tx, visitor, purpose, asked).await?;
    tx.commit().await
}

/// Names an address and has a code mailed to it. Asked again too early, it leaves it at the mail that is on its way.
///
/// # Errors
/// `Limited` when the flow, the recipient or the address block has had its mails.
pub async fn ask(portal: &Portal, visitor: &Visitor, purpose: Purpose, asked: &Asked) -> Result<()> {
    let mut tx = SystemTx::open(portal, &portal.db.web).await?;
    ask_in(&mut tx, visitor, purpose, asked).await?;
    tx.commit().await
}

pub(crate) async fn ask_in(tx: &mut SystemTx, visitor: &Visitor, purpose: Purpose, asked: &Asked) -> Result<()> {
    let flow = begin_in(tx, visitor, purpose, asked).await?;
    match again(&flow, tx) {
        Some(Again::Now) => mail_in(tx, visitor, &flow).await,
        Some(Again::Never(wait)) => Err(Error::Limited(wait.unsigned_abs())),
        Some(Again::In(_)) | None => Ok(()),
    }
}

/// Has a code mailed: the first, or a further one when the page's countdown has ended.
///
/// # Errors
/// `Gone(FlowOver)` · `Limited`.
pub async fn mail(portal: &Portal, visitor: &Visitor, purpose: Purpose) -> Result<()> {
    let holder = holder(visitor, purpose).ok_or(Error::Gone(Rule::FlowOver))?;
    let mut tx = SystemTx::open(portal, &portal.db.web).await?;
    let now = tx.now();
    let flow = sql::lock(tx.conn(), holder, purpose, now).await?.ok_or(Error::Gone(Rule::FlowOver))?;
    match again(&flow, &tx) {
        Some(Again::Now) => mail_in(&mut tx, visitor, &flow).await?,
        Some(Again::In(wait) | Again::Never(wait)) => return Err(Error::Limited(wait.unsigned_abs())),
        None => return Ok(()),
    }
    tx.commit().await
}

/// When a mail may be sent; `None` when the address is proven and needs none.
fn again(flow: &Flow, tx: &SystemTx) -> Option<Again> {
    match flow.stage {
        Stage::Named => Some(Again::Now),
        Stage::Mailed(mailed) => Some(mailed.again(tx.now())),
        Stage::Proven(_) => None,
    }
}

async fn begin_in(tx: &mut SystemTx, visitor: &Visitor, purpose: Purpose, asked: &Asked) -> Result<Flow> {
    let holder = holder(visitor, purpose).ok_or_else(|| Error::internal("a door form came without its cookie"))?;
    let (now, id) = (tx.now(), tx.new_id());
    sql::begin(tx.conn(), sql::Begun { holder, purpose, id, asked, device: &visitor.origin.device, now }).await
}

async fn mail_in(tx: &mut SystemTx, visitor: &Visitor, flow: &Flow) -> Result<()> {
    let now = tx.now();
    let asker = asker(tx, visitor, flow).await?;
    // A browser that is the person's own has its own budget alone: its neighbours are none of its business.
    let block = match asker {
        Asker::Anybody => Some((limits::MAIL_FROM_BLOCK, Key::block(visitor.origin.ip))),
        Asker::Known(_) => None,
    };
    let counted: Vec<_> = throttle::mail_budget(&flow.address, asker).into_iter().chain(block).collect();
    throttle::count(tx.conn(), now, &counted).await?;
    let send = sql::mailed(tx.conn(), flow.id, now).await?;
    tx.enqueue(Job::MailCode { flow: flow.id, send }).await
}

/// Whose budget a mail comes from: a browser or session that is the person's own has one that strangers can't use up.
async fn asker(tx: &mut SystemTx, visitor: &Visitor, flow: &Flow) -> Result<Asker> {
    let now = tx.now();
    let own = visitor.signed_in.as_ref().filter(|person| person.own_proof() && person.address == flow.address);
    let session: Option<SecretHash> = own.map(|person| person.session_hash);
    let known = browser::last_proof(tx.conn(), visitor.browser, &flow.address, now).await?.and(visitor.browser);
    Ok(session.or(known).map_or(Asker::Anybody, Asker::Known))
}
