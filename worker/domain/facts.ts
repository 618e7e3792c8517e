/** What every record kind lets be derived from its state. */

/** The derived row of a record. */
export interface Summary {
  title: string
  department: string | null
  type: string | null
  level: string | null
  status: string
}

/** One text to be found, and what it is of the record. */
export interface SearchField {
  field: 'title' | 'aliases' | 'unit' | 'basis' | 'text'
  text: string
}

/** One record that this one points at. */
export interface Link {
  rel: 'parent' | 'lead' | 'supporting' | 'merged_into' | 'split_into' | 'transferred_to'
  target: string
}
