"""Messengers and places where people are found, as people really write their names.

Patterns of folded text.
"""

import re

_GAP = r"[\W_]{0,3}?"


def _spaced(word: str) -> str:
    """Match a word with signs between its letters, but not across the letters of other words."""
    inner = _GAP.join(re.escape(sign) for sign in word)
    return rf"(?<![a-z]){inner}(?![a-z])" if word.isascii() else inner


def _any(listed: str) -> str:
    return "|".join(map(_spaced, sorted(listed.split(), key=len, reverse=True)))


_COLOUR = (
    r"(?:绿|綠|蓝|藍|黄|黃|白|粉|青|緑|みどり|あおい?|green|blue|yellow|paper plane|plane|"
    r"bird|ghost|purple)"
)
_PROGRAM = r"(?:软件|軟件|软体|app|聊天|泡泡|やつ|アプリ|あぷり|bubble)"

# Names that are hardly ever anything else.
CLEAR = re.compile(
    _any(
        "加微 카톡 카카오톡 위챗 텔레그램 "
        "微信 薇信 威信 维信 微訊 微讯 溦信 徽信 微芯 微心 v信 vx信 薇❤ 威❤ 微❤ ✌信 扣扣 抠抠 "
        "口口号 企鹅号 qq q群 绿泡泡 綠泡泡 卫星号 飞机号 小飞机 纸飞机 电报群 电报号 "
        "钉钉号 钉钉群 抖音号 抖印 抖阴 快手号 小红书号 小红薯 微博号 陌陌 探探号 公众号 "
        "公眾號 视频号 b站 脸书 臉書 面书 斯盖普 飞书 推特 油管 "
        "wechat weechat wechet wechatt wechta wecaht wchat weixin weixing wexin vchat wx wxh "
        "vx vxin wxid v❤ whatsapp whatsap watsapp watsap whatapp wattsapp wassap wasap whatsup "
        "whatsappp wapp wsp wspp wa telegram telegrm telegarm teleg tlg tg zalo zal0 viber "
        "vyber kakao kakaotalk katalk katok kkt kakaoid instagram insta snapchat skype skyp "
        "discord dizcord messenger "
        "fbm facebook facbook tiktok douyin rednote xiaohongshu botim wickr threema lark "
        "linkedin linkdin steam dingtalk "
        "ウィーチャット ウィチャット ワッツアップ ワッツ テレグラム カカオトーク カカオ "
        "インスタ スカイプ ディスコード ディスコ フェイスブック フェースブック メッセンジャー "
        "バイバー ザロ ツイッター ティックトック チャットワーク "
        "チームズ 顔本 釘釘 小紅書 抖音 微信號 スナチャ リンクトイン"
    )
    + (
        rf"|{_COLOUR}(?:色|い)?(?:の|的|[^\n0-9a-z]{{1,5}}的|\s(?:chinese|vietnamese|korean|"
        rf"chat|paper plane)\s?)?\s?{_PROGRAM}"
    )
    + r"|face book|tik tok|👻|✈️?(?=\s?@)|(?:加|\+|十)\s?v(?![a-z])"
)
# Names that are ordinary words as well: only with a mark beside them, or a name that nobody
# could mistake.
UNCLEAR = re.compile(
    _any(
        "line l1ne llne lin3 ライン らいん ラ○ン ら○ん l*ne 企鹅 卫星 飞机 电报 微 薇 威 维 卫 "
        "扣 抠 q v fb x twitter 钉钉 钉 抖音 快手 小红书 微博 绿色 tele テレ テレ垢 テレグ 垢 "
        "アカ "
        "アカウント kik bigo weibo ins kk plane signal シグナル teams zoom meet meeting dy "
        "ding snap 通信アプリ id account threads vk ig imo キューキュー friend"
    )
)
