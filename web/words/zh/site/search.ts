/** 检索，以及长列表的翻页。 */
export const searchZh = {
  search: {
    title: '检索',
    titleFor: '“{q}”的检索结果',
    description: '检索权责事项、部门与法律依据。',
    label: '检索',
    placeholder: '检索事项、部门、法规',
    submit: '检索',
    hint: '可以输入事项名称、法规名称、承办机构或文号，两个字也行。',
    none: '没有找到“{q}”。换个说法，或者少写几个字试试。',
    matched: '匹配于',
    indexedTo: '索引已更新到账目 {index}。',
    found: '找到 {n}',
    least: '至少有 {n}',
    bounded:
      '含这些字的记录太多，这里只排了新近记入的，以及名称里有这些字的当中新近的。多写一个词，或选一类，能找到更多。',
    order: '最相关的在前。',
    field: { title: '名称', aliases: '曾用名与别名', unit: '机构', basis: '法律依据', text: '正文' },
    kind: '范围',
    all: '全部',
  },
  pager: { label: '翻页', next: '下一页', first: '回到第一页' },
}
