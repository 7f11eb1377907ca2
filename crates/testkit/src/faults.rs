//! What goes wrong on purpose.

/// Something that goes wrong once.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The method that it befalls; empty for any.
    pub method: &'static str,
    /// A part of the path that it befalls.
    pub path: &'static str,
    /// What happens.
    pub trouble: Trouble,
}

/// What happens.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// An answer with this status and these headers, which repeats the token; nothing is
    /// carried out.
    Answer(u16, Vec<(String, String)>),
    /// It is carried out, and only this much of the answer arrives.
    Cut(usize),
    /// It comes twice, and the second answer is the one that arrives: somebody else asked for
    /// the same at the same time.
    Twice,
    /// The connection breaks off before anything is carried out.
    Drop,
    /// It is carried out, and the connection breaks off before the answer.
    DropAfter,
}
