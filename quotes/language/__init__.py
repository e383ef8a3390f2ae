"""Small helpers over the records that several stages share: walks over dependency trees, and word lists."""
