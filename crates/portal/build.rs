//! The migrations are read at compile time: a new one must compile them in again.
fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
