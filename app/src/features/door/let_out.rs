use crate::ssr;
use portal::{Result, account};

/// Signs this browser out, if anybody is signed in.
///
/// # Errors
/// `Internal` when the session can't be ended.
pub async fn let_out() -> Result<()> {
    let visitor = ssr::visitor();
    if visitor.signed_in.is_some() {
        account::sign_out(&ssr::portal()?, &visitor).await?;
        ssr::end_session().await?;
    }
    Ok(())
}
