//! modelmod's pure engine: finds model IDs, decides what each place is, plans the edits.
