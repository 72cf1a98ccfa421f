use super::path;
use crate::{
    error::ApiError,
    form::{Done, Form},
    ssr,
};
use portal::{access::permission::InvitePeople, invitation};

/// How large a list may be: ten thousand people and a dozen columns.
pub const FILE_MEGABYTES: u32 = 2;

pub(super) const FILE: &str = "invitations/file";

/// Takes a list as a file, read only once it is clear that somebody may send it, and leads to where it is looked over. The page's
/// form posts it to a route of the server's own (DECISIONS 15).
///
/// # Errors
/// To scripts, as [`invitation::read_file`].
pub async fn upload(org: &str, file: impl Future<Output = portal::Result<Vec<u8>>>) -> Result<(), ApiError> {
    let form = Form::new(FILE, path::invite(org));
    form.answer(async {
        let can = ssr::org::<InvitePeople>(org).await?;
        let draft = invitation::read_file(&can, &file.await?).await?;
        Ok(Done::to(path::review(org, draft)))
    })
    .await
}
