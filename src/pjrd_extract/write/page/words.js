// Every word that the page shows, in both languages. A key without an entry is shown as it is.
const WORDS = {
  zh: { title: "公报核对", bulletin: "公报", source: "原文", records: "记录", theme: "明暗", findings: "核对发现",
    metrics: "指标", none: "无", search: "搜索", all: "全部", count: "条", name: "名称", value: "数值", unit: "单位",
    kind: "类别", role: "角色", text: "写法", edit: "修改", keep: "保存", start: "起", end: "止", download: "下载修改", accept: "确认",
    reject: "剔除", status: "状态", period: "时期", article: "篇", masthead: "刊头", issuer: "发布机关",
    issue_number: "期号", serial_number: "总期号", published_on: "日期", present: "出席", absent: "缺席",
    observers: "列席", present_count: "出席人数", absent_count: "缺席人数", expected_count: "应到人数", chairs: "主持",
    agenda: "议程", items: "议程", results: "结果", person: "报告人", people: "被评议人", problems: "问题",
    plans: "打算", suggestions: "建议", achievements: "工作", portfolio: "分工", honours: "荣誉",
    appointments: "任免", verdict: "结论", votes: "票数", ballots: "票", body: "机关", congress: "届", session: "次",
    date: "日期", end_date: "结束日期", byline: "署名", group: "评议组", lead: "组长", since: "任职自",
    satisfaction_percent: "满意率", truthfulness_percent: "属实率", adopted_on: "通过日期" },
  en: { title: "Bulletin review", bulletin: "Bulletin", source: "Source", records: "Records", theme: "Light/dark",
    findings: "Findings", metrics: "Metrics", none: "None", search: "Search", all: "all", count: "rows", name: "Name",
    value: "Value", unit: "Unit", kind: "Kind", role: "Role", status: "Status", period: "Period", article: "Article",
    masthead: "Masthead",
    text: "As written", edit: "Edit", keep: "Keep", start: "From", end: "Until", download: "Download corrections" },
};
let language = "zh";
const word = (key) => WORDS[language][key] ?? key.replaceAll("_", " ");
