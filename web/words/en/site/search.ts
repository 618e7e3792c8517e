import type { searchZh } from '../../zh/site/search.ts'

/** Search, and the pages of a long list. */
export const searchEn: typeof searchZh = {
  search: {
    title: 'Search',
    titleFor: 'Results for “{q}”',
    description: 'Search responsibilities, departments and legal bases.',
    label: 'Search',
    placeholder: 'Items, organs, laws',
    submit: 'Search',
    hint: 'Try the name of an item, a law, a unit or a document number. Two Chinese characters are enough.',
    none: 'Nothing found for “{q}”. Try other or fewer words.',
    matched: 'Matched in',
    indexedTo: 'Indexed up to entry {index}.',
    found: '{n} found',
    least: 'At least {n}',
    bounded:
      'Very many records have these words: only the newest, and the newest of those that have them in their names, are put in order here. One more word, or a scope, finds more.',
    order: 'Best match first.',
    field: {
      title: 'name',
      aliases: 'former and other names',
      unit: 'unit',
      basis: 'legal basis',
      text: 'text',
    },
    kind: 'Scope',
    all: 'All',
  },
  pager: { label: 'Pages', next: 'Next page', first: 'Back to the first page' },
}
