/**
 * Working days of a calendar that does not end, for tests on a ledger that goes by today: the holidays of a year are
 * announced in the autumn before it, and until then days of that year cannot be counted.
 */
export const longCalendar = JSON.stringify({
  ...{ name: '长历', zone: 'Asia/Shanghai', weekend: [0, 6] },
  ...{ from: '2020-01-01', to: '2099-12-31', holidays: [], makeUpDays: [] },
})
