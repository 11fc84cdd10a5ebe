"""Words of which letters to customers are made, and those that say how somebody was reached."""

CHANNELS = {
    "email": "email emails e-mail e-mails mail mails emailed e-mailed mailing".split(),
    "call": "call calls called phone phoned telephone telephoned phones ring rang".split(),
    "chatbot": "chatbot chatbots chat chats bot bots chatted".split(),
    "sms": "sms text texts texted".split(),
    "post": "post letter letters posted postal postcard".split(),
    "fax": "fax faxes faxed".split(),
    "visit": "visit visits visited".split(),
    "boat": "boat boats ship ferry".split(),
    "bird": "bird birds pigeon pigeons".split(),
    "social": "whatsapp telegram facebook twitter instagram linkedin messenger wechat".split(),
    "web": "web website websites webpage portal online".split(),
    "app": "app apps".split(),
    "branch": "branch branches office offices shop shops store stores in-person".split(),
    "meeting": "meeting meetings met".split(),
    "video": "video zoom teams webinar skype".split(),
}
CALLED = {word: kind for kind, words in CHANNELS.items() for word in words}
POLARITY = {
    "negative": (
        "negative negatively unhappy dissatisfied upset angry frustrated frustrating "
        "disappointed disappointing bad unpleasant complaint complaints complained "
        "furious annoyed "
    ).split(),
    "positive": (
        "positive positively happy satisfied pleased delighted good pleasant great "
        "excellent thrilled wonderful glad "
    ).split(),
    "neutral": "neutral indifferent".split(),
}
MOODS = {word: mood for mood, words in POLARITY.items() for word in words}
CHEERFUL = frozenset(
    "delighted thrilled excited exciting wonderful fantastic amazing awesome great happy "
    "glad cheers hooray congratulations celebrate celebrating joy fun enjoy pleased "
    "pleasure".split()
)
MEDICAL = frozenset(
    "dose doses dosage dosages dosing tablet tablets pill pills medicine medicines "
    "medication medications drug drugs prescribe prescribed prescription prescriptions "
    "treatment treatments therapy therapies diagnose diagnosis diagnosed symptom symptoms "
    "cure cures heal mg ml milligram milligrams injection injections capsule capsules "
    "antibiotic antibiotics ibuprofen paracetamol aspirin overdose placebo efficacy vaccine "
    "harmless safe safely contraindicated pregnant pregnancy blood disease illness clinical".split()
)
PROMISES = frozenset(
    "refund refunds refunded compensation compensate compensated discount discounts free "
    "guarantee guaranteed guarantees promise promises promised voucher vouchers gift gifts "
    "liable liability lawsuit sue warranty money payment reimburse reimbursed bonus prize "
    "winner click password account iban invoice price prices cheap offer offers sale buy "
    "order hacked transfer".split()
)
NEGATIONS = (
    "no not never none nothing nobody nowhere neither nor cannot without hardly barely "
    "scarcely seldom rarely unable fail fails failed failing refuse refuses refused lack "
    "lacks lacked lacking deny denies denied except besides instead stopped ceased absent "
    "missing unlikely wasn't weren't isn't aren't don't doesn't didn't can't couldn't won't "
    "wouldn't hasn't haven't hadn't shouldn't non zero".split()
)
FUNCTION = frozenset(
    "the a an and or of to in on by with for from we you your our us is are was were be "
    "been have has had this that it as at about i my me their there will would can could "
    "may not no so if".split()
)
"""Words that hardly an English sentence does without."""
COURTESY = FUNCTION | frozenset(
    """
    a about able above across additional address after again aid all already also although
    always am an and another answer answered answering answers any anybody anyone anything
    apologies apologise apologize appreciate appreciated appropriate are around as ask asked
    asking assist assistance assure at attention aware back be became because become been before
    began begin behalf being below best better between both briefly bring brought business but
    by came can care careful carefully channel channels chat closely colleague colleagues come
    comes coming comments communicate communicated communication concern concerned concerning
    concerns confirm connection consider contact contacted contacting contacts continue
    conversation conversations correspondence could count counted currently customer customers
    date day days deal dear deserve detail details discuss discussed discussing discussion
    discussions do does done during each earlier ease earliest either enquiries enquiry ensure
    entries entry especially even ever every everyone exactly exchange exchanged exchanges
    experience experienced experiences express fact feedback feel feeling fell few file final
    finally find first follow followed following forward found frequent frequently friend
    friendly from full fully further general get getting give given gives giving go goes going
    got grateful greetings had hand happened has have having he hear heard hearing held hello
    help helped helpful helping her here hesitate hi him his history holds hope hoped how
    however i if important improve in including inconvenience indeed inform information initial
    inquiries inquiry interacted interacting interaction interactions interest into invite
    involved is issue issues it its itself join just keen keep key kept kind kindly know known
    last late later latest latter lead learn learned least left let letter like line listen
    listening lists little log logged look looked looking made main mainly make making manner
    many mark marked matter matters may me mean means meantime mention mentioned message
    messages might mind moment months more most mostly much must my name near need needed needs
    new newest next note noted notes notice now number occasion occasions occurred of off offer
    often on one ones only onto open opinion opportunity or other others our ours ourselves out
    over overall own part particular past patience patient people per perhaps person personal
    personally please point points possible preferred present previously primarily product
    products prompt promptly provide provided question questions quickly raise raised reach
    reached reaching read ready really received recent recently record recorded records regard
    regarding regards related remain remember replied reply report reported request requests
    resolve respond responded response review reviewed right said same saw say says see seem
    seen sent serious seriously serve service services several shall share shared she short
    should show showed showing shows side since sincere sincerely situation so some someone
    something sometimes soon sorry speak speaking spoke spoken sent standing started still stood
    subject subjects such suggest summary support sure take taken takes taking talk talked
    talking team tell telling than thank thankful thanks that the their them themselves then
    there these they thing things think this those thought thoughts through throughout time
    times to together told too took topic topics total touch touched toward towards true trust
    truly try turn two type under understand understanding until up update upon us use used
    usually valuable value valued very via view voice want wanted warm warmly was way ways we
    week welcome well went were what whatever when whenever where whether which while who whole
    whom whose why will wish wishes with within wonder word words work working would write
    writing written wrote year years yet you your yours yourself
    """.split()
)
