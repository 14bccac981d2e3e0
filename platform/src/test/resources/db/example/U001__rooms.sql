-- Gone? Yes: all of it.
DROP FUNCTION count_rooms();
DROP TABLE rooms;
