use words::t;

/// What a code of the catalogue (`S01` to `S16`, `O01` to `O10`) is called; the code itself for one that isn't in it.
pub fn code_title(code: &str) -> &str {
    match code {
        "S01" => t!(guide_code.s01.title),
        "S02" => t!(guide_code.s02.title),
        "S03" => t!(guide_code.s03.title),
        "S04" => t!(guide_code.s04.title),
        "S05" => t!(guide_code.s05.title),
        "S06" => t!(guide_code.s06.title),
        "S07" => t!(guide_code.s07.title),
        "S08" => t!(guide_code.s08.title),
        "S09" => t!(guide_code.s09.title),
        "S10" => t!(guide_code.s10.title),
        "S11" => t!(guide_code.s11.title),
        "S12" => t!(guide_code.s12.title),
        "S13" => t!(guide_code.s13.title),
        "S14" => t!(guide_code.s14.title),
        "S15" => t!(guide_code.s15.title),
        "S16" => t!(guide_code.s16.title),
        "O01" => t!(guide_code.o01.title),
        "O02" => t!(guide_code.o02.title),
        "O03" => t!(guide_code.o03.title),
        "O04" => t!(guide_code.o04.title),
        "O05" => t!(guide_code.o05.title),
        "O06" => t!(guide_code.o06.title),
        "O07" => t!(guide_code.o07.title),
        "O08" => t!(guide_code.o08.title),
        "O09" => t!(guide_code.o09.title),
        "O10" => t!(guide_code.o10.title),
        other => other,
    }
}

/// What happened, in a sentence; empty for a code that isn't in the catalogue.
pub fn code_meaning(code: &str) -> &'static str {
    match code {
        "S01" => t!(guide_code.s01.means),
        "S02" => t!(guide_code.s02.means),
        "S03" => t!(guide_code.s03.means),
        "S04" => t!(guide_code.s04.means),
        "S05" => t!(guide_code.s05.means),
        "S06" => t!(guide_code.s06.means),
        "S07" => t!(guide_code.s07.means),
        "S08" => t!(guide_code.s08.means),
        "S09" => t!(guide_code.s09.means),
        "S10" => t!(guide_code.s10.means),
        "S11" => t!(guide_code.s11.means),
        "S12" => t!(guide_code.s12.means),
        "S13" => t!(guide_code.s13.means),
        "S14" => t!(guide_code.s14.means),
        "S15" => t!(guide_code.s15.means),
        "S16" => t!(guide_code.s16.means),
        "O01" => t!(guide_code.o01.means),
        "O02" => t!(guide_code.o02.means),
        "O03" => t!(guide_code.o03.means),
        "O04" => t!(guide_code.o04.means),
        "O05" => t!(guide_code.o05.means),
        "O06" => t!(guide_code.o06.means),
        "O07" => t!(guide_code.o07.means),
        "O08" => t!(guide_code.o08.means),
        "O09" => t!(guide_code.o09.means),
        "O10" => t!(guide_code.o10.means),
        _ => "",
    }
}
