-- A question mark? ${not_a_placeholder} :not_a_parameter
CREATE TABLE rooms (id uuid PRIMARY KEY, name text NOT NULL);
CREATE FUNCTION count_rooms() RETURNS bigint LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  RETURN (SELECT count(*) FROM rooms);
END
$$;
