use crate::Result;
use std::path::Path;

/// What pages load beside their documents: what it is called, and the folder and ending of its files.
pub const FILES: [(&str, (&str, &str)); 5] = [
    ("style, brotli", ("pkg", ".css.br")),
    ("wasm of the islands, brotli", ("pkg", ".wasm.br")),
    ("script of the islands, brotli", ("pkg", ".js.br")),
    ("script of every page, brotli", ("", "door.js.br")),
    ("font", ("fonts", ".woff2")),
];

/// How many bytes they have together.
pub fn bytes(site: &Path, (folder, ending): (&str, &str)) -> Result<u64> {
    let mut sum = 0;
    for file in std::fs::read_dir(site.join(folder))? {
        let file = file?;
        if file.file_name().to_string_lossy().ends_with(ending) {
            sum += file.metadata()?.len();
        }
    }
    if sum == 0 { Err(format!("no {ending} in {}", site.join(folder).display()).into()) } else { Ok(sum) }
}
