/** 期限：公开页面与工作台共用的词。 */
export const clockZh = {
  clock: {
    how: '这一天怎么算出来的',
    caption: '逐日计算',
    day: '日期',
    what: '怎么算',
    article: '依据',
    weekday: { 1: '周一', 2: '周二', 3: '周三', 4: '周四', 5: '周五', 6: '周六', 7: '周日' },
  },
}
