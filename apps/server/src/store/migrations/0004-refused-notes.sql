create index twin_note_refused on twin_note (at) where outcome = 'refused';
