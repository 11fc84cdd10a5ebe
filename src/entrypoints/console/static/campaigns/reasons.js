/* What each reason for quarantine means, in a sentence. */

const MEANINGS = {
  row_too_long: "It has more than 65,536 bytes.",
  nul_byte: "It holds a byte of zero.",
  undecodable: "Its bytes are no text in the file’s encoding.",
  stray_line_break: "A carriage return stands within a line.",
  broken_quote: "A quote is never closed, or stands where none may.",
  repeated_header: "It is the header once more.",
  too_few_cells: "It has fewer cells than the header.",
  too_many_cells: "It has more cells than the header.",
  missing: "A cell that is needed is empty.",
  formula: "A cell begins as a formula does.",
  negative: "A count is below zero.",
  not_a_whole_number: "A count is no whole number in digits.",
  too_large: "A number is above 2,147,483,647.",
  id_too_long: "The influencer’s id has more than 100 characters.",
  id_unprintable: "The influencer’s id holds what cannot be printed.",
  id_padded: "The influencer’s id begins or ends with a blank.",
  zero_views: "There are no views, so that there is no rate.",
  not_a_date: "A day is written as 2019-10-04, and in no other way.",
  no_such_day: "There is no such day.",
  future_date: "It is of a day after the file came.",
  engagement_too_large: "Likes, comments and shares together are above 2,147,483,647.",
};

/** Return the sentence; for a reason of a newer server, nothing. */
export const meaningOf = (reason) => MEANINGS[reason] ?? "";
