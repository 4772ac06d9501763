"""Words beside a figure that say what it counts, or whose number it is. Patterns of folded text."""

COIN = (
    r"(?:(?:印尼|越南|韩|日|美|港|台|新|泰|缅|印度|菲律宾|澳|加|欧)?(?:盾|铢|比索|卢比|"
    r"令吉|卢布|元|块|圆|円|圓|币)|万|萬|千|亿|億|美金|欧|镑|"
    r"大洋|毛|角|rmb|cny|yuan|usd|us\$|dollars?|bucks|jpy|yen|vnd|dong|php|pesos?|inr|"
    r"rupees?|rs|idr|rupiah|eur|euros?|gbp|pounds?|quid|"
    r"krw|won|thb|baht|sgd|hkd|myr|rm|aed|dirhams?|kes|ksh|ngn|naira|ghs|cedis?|zar|rand|"
    r"mmk|kyats?|npr|taka|bdt|ドル|ウォン|ペソ|ドン|"
    r"ルピア|ルピー|バーツ|ユーロ|元|million|billion|lakh|crore|[$¥€£₩₫฿₱₹₦])"
)
UNIT = (
    r"(?:个|個|人|名|位|家|台|吨|噸|トン|米|公里|公斤|公分|厘米|千克|斤|克|度|岁|歳|歲|才|"
    r"年|个月|か月|ヶ月|カ月|ケ月|箇月|月|周|週|天|日|"
    r"小时|小時|钟头|个钟|時間|時|时|点|分钟|分間|分|秒|次|回|遍|件|单|页|頁|层|階|阶|楼|"
    r"号楼|号线|号桌|号门|号口|号车|号厅|号机|号展位|号床|"
    r"号ブース|号室|号機|号棟|号車|号店|号|室|房|床|栋|棟|幢|区|弄|巷|丁目|番地|番|路|线|"
    r"線|系統|便|両|班|组|組|车间|机位|展位|工位|级|級|期|届|"
    r"校区|寸|吋|坪|畳|平米|平|型|ページ|メートル|キロ|センチ|ミリ|グラム|リットル|ボルト|"
    r"ワット|割|倍|步|歩|门|口|把|张|枚|本|箱|袋|颗|头|只|票|缸|节|"
    r"kgs?|g|lbs?|mm|cm|m|km|ft|feet|inch(?:es)?|in|v|w|kw|hp|hz|mb|gb|l|ml|kcal|psi|bar|"
    r"rpm|mph|kmh|"
    r"hours?|hrs?|h|days?|weeks?|wks?|months?|mos?|years?|yrs?|yo|mins?|minutes?|secs?|"
    r"seconds?|times|"
    r"people|persons?|workers?|welders?|packers?|cooks?|nurses?|carers?|staff|crew|beds?|"
    r"residents?|rooms?|seats?|vacanc(?:y|ies)|"
    r"posts?|jobs?|floors?|st|nd|rd|th|dwt|gt|tons?|tonnes?|pieces?|pcs|units?|boxes|"
    r"bottles?|pages?|points?|pts|kids|percent|pct|am|pm|"
    r"o'clock|℃|x)"
)
BEFORE = (
    r"(?:第|约|近|共|超过|身高|体重は?|身長|バス|线|floor|room|rm|booth|line|bus|gate|plot|"
    r"sector|apt|unit|block|blk|level|lvl|route|"
    r"exit|flight|section|chapter|page|grade|class|size|aged?|ages|year|step|platform|bay|"
    r"dock|pier|hall|row|seat|table|lockers?|"
    r"shuttle|day|week|shift|door|窗口|バージョン|version|v|ver|ターミナル|terminal|track|"
    r"尾号|末尾|下4桁[がは]?|下四桁[がは]?|"
    r"ends? in|ending(?: in)?|box|私書箱|ave|street|st|road|rd|call|calling|next to|ticket|"
    r"号|整理券|受付|ブース)"
)
PAPER = (
    r"(?:[^\W\d_a-z]{1,6}番号|証明?書|手帳|在留カード|免許証?|受付票|整理券|許可|登録|船番|伝票|"
    r"证号|證號|证书|证件|编号|編號|编码|代码|代碼|信用码|许可证|备|票号|单号|單號|订单|"
    r"工单|受理号|流水号|案件号|举报号|回执|icp备|海员证|证|合格証書|証書|取号|排队号|号牌|工号|学号|"
    r"护照|身份证|驾照|准考证|合同号|批号|料号|件号|型号|机型|序列号|序号|零件号|零件|部品|"
    r"品番|车牌|航班|房号|床号|账单|发票|执照|税号|登记号|注册号|资格证|健康证|上岗证|"
    r"操作证|报名号|口令|验证码|提取码|"
    r"licen[cs]e|permit|certificate|cert|coc|imo|case|ticket|order|ref|reference|pin|passport|"
    r"registration|reg|serial|s/?n|code|"
    r"invoice|receipt|badge|employee|staff id|policy|batch|lot|part|model|doc|document|"
    r"file|form|book|cdc|sid|nin|ssn|visa|booking|"
    r"application|docket|mmsi|gstin?|vat|company (?:no|number)|companies house|crn|abn|bsb|"
    r"sirb|oec|tracking|claim|incident|job|vacancy|req|requisition|parcel|"
    r"raffle|score|スコア|error|(?<![a-z])no\.)"
)
NOT_PAPERS = (
    r"电话|電話|手机|手機|携帯|ケータイ|連絡|内線|phone|mobile|cell|tel\b|whats|微信|qq|"
    r"zalo|viber|line"
)
# Bodies whose lines are everybody's: they stay readable.
PUBLIC = (
    r"(?:政府|人社|劳动监察|劳动局|勞工處|人力部|消协|消费者|工会|妇联|法律援助|法援|司法|"
    r"公安|派出所|警察|报警|消防|急救|海事|海上搜救|领事|大使馆|使馆|使领馆|官方|外交部|"
    r"労働局|労基|労働基準|監督署|厚生労働省|厚労省|入管|出入国|機構|法テラス|ハローワーク|"
    r"消費生活|消費者|人権|海上保安|大使館|領事|市役所|区役所|県庁|労働条件相談|"
    r"police|fire brigade|ambulance|coast ?guard|ministry|mom helpline|labou?r (?:dept|"
    r"department|office|line|bureau|ministry|inspectorate)|embassy|consulate|"
    r"high commission|"
    r"owwa|dmw|poea|acas|samaritans|modern slavery|slavery helpline|trafficking|"
    r"citizens advice|union|ombudsman|immigration|hse\b|osha|fair work|nssf|itf\b|"
    r"gov(?:ernment)?|wage and hour|dept of labor|department of labor|nhs|crisis line)"
)
