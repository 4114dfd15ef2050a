update twin set card = card || '{"findings": []}' where not card ? 'findings';
