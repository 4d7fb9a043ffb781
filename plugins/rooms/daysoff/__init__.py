"""Days that a series can leave out: public holidays, which are computed, and school holidays, which a house keeps."""
