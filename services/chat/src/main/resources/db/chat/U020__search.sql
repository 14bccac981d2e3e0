delete from chat.consumer_positions where stream in ('search', 'search-words');
drop table chat.search_backlog;
drop table chat.search_words_in_doubt;
drop table chat.search_words;
drop table chat.search_entries;
