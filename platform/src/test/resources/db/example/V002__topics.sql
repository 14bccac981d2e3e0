ALTER TABLE rooms ADD COLUMN topic text NOT NULL DEFAULT 'général';
