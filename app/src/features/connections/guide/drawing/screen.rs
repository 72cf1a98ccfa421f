use leptos::prelude::*;
use words::t;

/// Narrow, so that labels can still be read on a phone. All lengths are units of the drawing.
const WIDTH: u16 = 360;
const EDGE: u16 = 16;
const TITLE: u16 = 30;

/// What a part of a screen is to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// It is there; that's all.
    Plain,
    /// This is where something is done, or what is looked for.
    Here,
    /// This is what it is mistaken for.
    Not,
}

impl Mark {
    const fn box_look(self) -> &'static str {
        match self {
            Self::Plain | Self::Not => "fill-surface stroke-line-strong",
            Self::Here => "fill-accent-tint stroke-accent",
        }
    }

    const fn ink(self) -> &'static str {
        match self {
            Self::Plain => "fill-soft text-[11px]",
            Self::Here => "fill-accent text-[11px] font-medium",
            Self::Not => "fill-danger text-[11px] line-through",
        }
    }
}

/// A window that is drawn from above downwards.
pub(super) struct Screen {
    shapes: Vec<AnyView>,
    /// Where the content begins.
    left: u16,
    /// How far it is drawn.
    down: u16,
}

impl Screen {
    pub fn new(title: &'static str) -> Self {
        let mut screen = Self { shapes: Vec::new(), left: EDGE, down: TITLE + 14 };
        screen.add(view! { <path d="M.5 30.5h359" class="stroke-line" /> }.into_any());
        screen.text(EDGE, 20, "fill-text text-[12px] font-semibold", title);
        screen
    }

    /// A column on the left: the steps of an assistant, or a menu. Everything after it stands on its right.
    pub fn side(mut self, width: u16, entries: &'static [&'static str], current: &str) -> Self {
        for (entry, down) in entries.iter().zip((TITLE + 20..).step_by(18)) {
            let look = if *entry == current { "fill-accent text-[10px] font-semibold" } else { "fill-muted text-[10px]" };
            self.text(EDGE, down, look, entry);
        }
        self.left = EDGE + width;
        self
    }

    pub fn tabs(mut self, tabs: &'static [&'static str], current: &str) -> Self {
        let mut left = self.left;
        for tab in tabs {
            let width = letters(tab, 6) + 20;
            let here = *tab == current;
            self.text(left, self.down + 8, if here { "fill-accent text-[11px] font-semibold" } else { "fill-muted text-[11px]" }, tab);
            if here {
                self.add(view! { <rect x=left y=self.down + 14 width=width - 20 height="2" class="fill-accent" /> }.into_any());
            }
            left += width;
        }
        self.down += 32;
        self
    }

    pub fn heading(mut self, heading: &'static str) -> Self {
        self.down += 2;
        self.text(self.left, self.down + 10, "fill-text text-[12px] font-semibold", heading);
        self.down += 24;
        self
    }

    /// A field with its name above it.
    pub fn field(mut self, name: &'static str, value: &'static str, mark: Mark) -> Self {
        self.text(self.left, self.down + 9, "fill-text text-[11px]", name);
        self.boxed(self.left, self.down + 15, WIDTH - EDGE - self.left, 24, mark);
        self.text(self.left + 8, self.down + 31, mark.ink(), value);
        self.down += 50;
        self
    }

    /// One of several choices; what is too long for a line goes on in the next.
    pub fn choice(self, lines: &'static [&'static str], chosen: bool) -> Self {
        let centre = (self.left + 6, self.down + 5);
        let dot = chosen.then(|| view! { <circle cx=centre.0 cy=centre.1 r="3" class="fill-accent" /> });
        let ring = if chosen { "fill-accent-tint stroke-accent" } else { "fill-surface stroke-control" };
        let drawn = view! { <circle cx=centre.0 cy=centre.1 r="6" class=ring /> {dot} };
        self.option(drawn.into_any(), lines, chosen)
    }

    pub fn tick(self, lines: &'static [&'static str], ticked: bool) -> Self {
        let (left, down) = (self.left, self.down);
        let hook =
            ticked.then(|| view! { <path d=format!("m{} {} 3 3 5-6", left + 2, down + 5) class="fill-none stroke-accent" stroke-width="1.75" /> });
        let look = if ticked { "fill-accent-tint stroke-accent" } else { "fill-surface stroke-control" };
        let drawn = view! { <rect x=left y=down - 1 width="12" height="12" rx="2" class=look /> {hook} };
        self.option(drawn.into_any(), lines, ticked)
    }

    /// A switch with its name before it.
    pub fn switch(mut self, name: &'static str, on: bool, mark: Mark) -> Self {
        self.text(self.left, self.down + 9, "fill-text text-[11px]", name);
        let left = WIDTH - EDGE - 58;
        self.add(view! { <rect x=left y=self.down - 1 width="26" height="14" rx="7" class=mark.box_look() /> }.into_any());
        let knob = if on { left + 19 } else { left + 7 };
        self.add(view! { <circle cx=knob cy=self.down + 6 r="4.5" class=if on { "fill-accent" } else { "fill-muted" } /> }.into_any());
        self.text(left + 33, self.down + 10, mark.ink(), if on { "On" } else { "Off" });
        self.down += 24;
        self
    }

    /// A name and what stands beside it.
    pub fn line(mut self, name: &'static str, value: &'static str, mark: Mark) -> Self {
        let middle = self.left + (WIDTH - EDGE - self.left) / 2;
        if mark == Mark::Here {
            self.boxed(self.left - 5, self.down - 3, WIDTH - EDGE - self.left + 10, 20, mark);
        }
        self.text(self.left, self.down + 11, if mark == Mark::Here { "fill-text text-[10px] font-medium" } else { "fill-text text-[10px]" }, name);
        self.text(middle, self.down + 11, mark.ink(), value);
        self.down += 22;
        self
    }

    /// Rows under headings, in columns of the same width.
    pub fn table<const N: usize>(mut self, heads: [&'static str; N], marks: [Mark; N], rows: &'static [[&'static str; N]]) -> Self {
        let width = (WIDTH - EDGE - self.left) / N as u16;
        let column = |nth: usize| self.left + width * nth as u16;
        let columns: [u16; N] = std::array::from_fn(column);
        let height = 22 * (rows.len() as u16 + 1);
        for (left, mark) in columns.into_iter().zip(marks).filter(|(_, mark)| *mark == Mark::Here) {
            self.boxed(left - 4, self.down - 4, width, height + 2, mark);
        }
        for (left, head) in columns.into_iter().zip(heads) {
            self.text(left, self.down + 10, "fill-muted text-[10px] font-semibold", head);
        }
        for row in rows {
            self.down += 22;
            self.rule(self.down - 4);
            for ((left, cell), mark) in columns.into_iter().zip(row).zip(marks) {
                self.text(left, self.down + 11, mark.ink(), cell);
            }
        }
        self.down += 30;
        self
    }

    /// Something to click, underlined.
    pub fn link(mut self, says: &'static str, mark: Mark) -> Self {
        let look = if mark == Mark::Here { "fill-accent text-[11px] font-medium underline" } else { "fill-soft text-[11px] underline" };
        self.text(self.left, self.down + 10, look, says);
        self.down += 21;
        self
    }

    /// Buttons from the right, the last one to be pressed.
    pub fn buttons(mut self, others: &'static [&'static str], press: &'static str) -> Self {
        let mut right = WIDTH - EDGE;
        for (nth, says) in std::iter::once(press).chain(others.iter().rev().copied()).enumerate() {
            let width = letters(says, 6) + 24;
            let (ground, ink) = match nth {
                0 => ("fill-accent stroke-accent", "fill-on-accent text-[11px] font-semibold"),
                _ => ("fill-surface stroke-line-strong", "fill-soft text-[11px]"),
            };
            self.add(view! { <rect x=right - width y=self.down width=width height="24" rx="4" class=ground /> }.into_any());
            self.add(view! { <text x=right - width / 2 y=self.down + 16 text-anchor="middle" class=ink>{says}</text> }.into_any());
            right -= width + 8;
        }
        self.down += 34;
        self
    }

    /// A button of its own, where the content begins.
    pub fn button(mut self, says: &'static str, mark: Mark) -> Self {
        let width = letters(says, 6) + 24;
        self.boxed(self.left, self.down, width, 24, mark);
        self.add(view! { <text x=self.left + width / 2 y=self.down + 16 text-anchor="middle" class=mark.ink()>{says}</text> }.into_any());
        self.down += 34;
        self
    }

    pub fn space(mut self) -> Self {
        self.rule(self.down + 2);
        self.down += 14;
        self
    }

    /// The drawing, with what it shows for those who don't see it.
    pub fn draw(self, shows: &'static str) -> AnyView {
        let height = self.down + 6;
        view! {
            <figure class="max-w-96 max-tablet:-ml-9">
                <svg viewBox=format!("0 0 {WIDTH} {height}") role="img" aria-label=shows class="w-full rounded-card border border-line-strong bg-surface font-sans">
                    <g lang="en">
                        <rect width=WIDTH height=TITLE class="fill-sunken" />
                        {self.shapes}
                    </g>
                </svg>
                <figcaption class="mt-1 text-xs text-muted">{t!(guide.sketch)}</figcaption>
            </figure>
        }
        .into_any()
    }

    fn option(mut self, sign: AnyView, lines: &'static [&'static str], chosen: bool) -> Self {
        self.add(sign);
        for line in lines {
            self.text(self.left + 20, self.down + 9, if chosen { "fill-text text-[11px] font-medium" } else { "fill-soft text-[11px]" }, line);
            self.down += 15;
        }
        self.down += 7;
        self
    }

    fn add(&mut self, shape: AnyView) {
        self.shapes.push(shape);
    }

    fn text(&mut self, x: u16, y: u16, class: &'static str, says: &'static str) {
        self.add(view! { <text x=x y=y class=class>{says}</text> }.into_any());
    }

    fn boxed(&mut self, x: u16, y: u16, width: u16, height: u16, mark: Mark) {
        let thick = if mark == Mark::Here { "1.5" } else { "1" };
        self.add(view! { <rect x=x y=y width=width height=height rx="4" stroke-width=thick class=mark.box_look() /> }.into_any());
    }

    fn rule(&mut self, y: u16) {
        let (from, to) = (self.left, WIDTH - EDGE);
        self.add(view! { <path d=format!("M{from} {y}H{to}") class="stroke-line" /> }.into_any());
    }
}

/// About how wide a text is.
fn letters(text: &str, each: u16) -> u16 {
    text.chars().map(|_| each).sum()
}
