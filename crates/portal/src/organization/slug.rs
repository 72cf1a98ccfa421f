use super::sql;
use crate::{Portal, Result};
use contract::OrgSlug;

/// Whether an organisation could have that address now. A hint for a form: what decides is the taking.
pub async fn is_free(portal: &Portal, slug: &OrgSlug) -> Result<bool> {
    Ok(sql::taken(&portal.db.web, &[slug.to_string()], portal.clock.now()).await?.is_empty())
}

/// A free address for a name: the obvious one, or the first of nine with a number. `None` when nothing can be made of it.
pub async fn suggest(portal: &Portal, name: &str) -> Result<Option<OrgSlug>> {
    let Some(obvious) = OrgSlug::suggest(name) else { return Ok(None) };
    let stem: String = obvious.as_str().chars().take(38).collect();
    let numbered = (2..=9).filter_map(|number| OrgSlug::parse(&format!("{}-{number}", stem.trim_end_matches('-'))).ok());
    let candidates: Vec<OrgSlug> = std::iter::once(obvious).chain(numbered).collect();
    let asked: Vec<String> = candidates.iter().map(ToString::to_string).collect();
    let taken = sql::taken(&portal.db.web, &asked, portal.clock.now()).await?;
    Ok(candidates.into_iter().find(|slug| !taken.iter().any(|taken| taken == slug.as_str())))
}
