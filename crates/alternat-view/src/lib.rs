//! What one reader, in one interface language, sees of a state.
