// The grammar of Assize, in the order of docs/language/syntax.md.
//
// It has no actions and needs SLL prediction only: no two alternatives agree for more than a few
// tokens, chains are loops, and recursion happens only through brackets, `choose`, `not` and
// functions in words, all of which the parser limits. dsl/syntax/antlr cuts the tokens at the ends
// of declarations and calls `oneDeclaration` for each, so that a mistake in one never disturbs the
// next; after a mistake it calls the `one...Clause` rules for the clauses of that declaration.
parser grammar AssizeParser;

options { tokenVocab = AssizeLexer; }

// --- file ---

file : declaration* EOF ;

declaration
    : module | importing | unknownCountsAsNo | source | codes | record | parameter | derived
    | condition | rowPick | recordRule | indicator | standard | comparisonBlock | variation | claim | domain | priority | mapping
    | test | subset | table | block | grouping | codeMapping | requirement | specification
    | paymentScheme
    ;

oneDeclaration     : declaration EOF ;
oneCode            : code EOF ;
oneRecordClause    : recordClause EOF ;
oneRuleClause      : ruleClause EOF ;
oneIndicatorClause : indicatorClause EOF ;
oneStandardClause  : standardClause EOF ;
oneComparedClause  : comparedClause EOF ;
oneVariationClause : variationClause EOF ;
oneClaimClause     : claimClause EOF ;
oneMappingEntry    : mappingEntry EOF ;
oneKeyedValue      : keyedValue EOF ;
oneTableClause     : tableClause EOF ;
oneGroupingEntry   : groupingEntry EOF ;
oneCodeMapEntry    : codeMapEntry EOF ;
oneTestClause      : testClause EOF ;
oneRequirementClause   : requirementClause EOF ;
oneSpecificationClause : specificationClause EOF ;
oneSchemeClause    : schemeClause EOF ;
oneExpression      : expression EOF ;
oneLiteral         : (cell | FROM sign TO BELOW? sign | list) EOF ;

module            : MODULE moduleName VERSION RELEASE SEMICOLON ;
moduleName        : name (DOT name)* ;
importing         : IMPORT moduleName (AS name)? SEMICOLON ;
unknownCountsAsNo : UNKNOWN COUNTS AS NO IN THIS MODULE because? SEMICOLON ;

source       : SOURCE name STRING (COMMA sourceDetail)* SEMICOLON ;
sourceDetail : PUBLISHED BY STRING | DATED date | AT STRING | evidence ;
evidence     : EVIDENCE (VERIFIED SECONDARY? | RECALLED | DERIVED) ;

// --- clauses that several declarations share ---

because : COMMA BECAUSE STRING ;
date    : DAY_DATE | MONTH_DATE | NUMERAL ;  // a day, a month, a year
dated   : (IN FORCE SINCE | FROM) date | UNTIL date ;
cites   : CITES reference (SECTION STRING)? (QUOTING | IN OUR WORDS) STRING SEMICOLON ;
forEach
    : FOR EACH GROUP OF reference BY name (COMMA name)* (AS name)? SEMICOLON
    | FOR EACH reference uses? SEMICOLON
    ;
// One record stands for those that share the fields.
onceForEach
    : ONCE FOR EACH name (COMMA name)* COMMA KEEPING THE (EARLIEST | LATEST) operand
      (AND THEN BY operand)* SEMICOLON
    ;
value   : MINUS? literal | reference | list ;

// --- declarations ---

codes      : (CODES | REFERENCE) name STRING (ORDERED (FROM HIGHEST)?)? (COMMA listDetail)* code* END ;
listDetail : FROM STRING (HASH STRING)? | SNAPSHOT date | STALE AFTER NUMERAL unit ;
code       : codeName STRING (COMMA codeDetail)* SEMICOLON ;
codeName   : name | STRING ;
codeDetail
    : FROM date | UNTIL date | MEANS NOT (KNOWN | STATED) | TOTAL OF codeName (COMMA codeName)*
    ;

record       : RECORD name STRING (FROM STRING)? recordClause* END ;
recordClause
    : key | providerField | includes | recordLink | recordSpan | rowDate | covers | field
    ;
includes     : INCLUDES reference SEMICOLON ;
key           : KEY name (COMMA name)* SEMICOLON | KEYED BY POSITION SEMICOLON ;
providerField : PROVIDER IS name SEMICOLON ;
recordLink
    : LINK name TO reference BY linkField (AND linkField)* (COMMA CERTAIN WHERE expression)? SEMICOLON
    ;
recordSpan    : SPAN name FROM name TO name (COMMA BLANK END MEANS ONGOING)? SEMICOLON ;
linkField     : name (AS name)? ;
rowDate       : DATED BY name SEMICOLON ;
covers        : COVERS EVERY ROW (COMMA WITH OR WITHOUT A FILE)? because SEMICOLON ;
field         : name STRING? COLON type (COMMA option)* SEMICOLON ;

type
    : TEXT | ORGANISATION | YES OR NO | NUMBER bounds? | WHOLE NUMBER bounds? | COUNT | MONEY
    | PERCENTAGE | CODE IN reference | CODES IN reference SEPARATED BY STRING
    | TEXTS SEPARATED BY STRING | DATE | DATE AND TIME (IN STRING | AS WRITTEN)
    ;
bounds : FROM signedNumeral TO signedNumeral ;
signedNumeral : MINUS? NUMERAL ;
option
    : REQUIRED | PERSONAL | COLUMN STRING | BLANK MEANS blankMeaning | STRING MEANS bounds
    | ROUNDED TO THE NEAREST signedNumeral | WRITTEN AS STRING (OR STRING)*
    ;
blankMeaning
    : NOT BY THE CUT_OFF | IT DID NOT HAPPEN | UNKNOWN | (NO | NONE) BECAUSE STRING
    ;

// One `is` without `end`, or several with `end` (the tree builder checks that).
// Keyed by a code list: an entry a code, with `end`.
parameter
    : PARAMETER name STRING? (
        (COMMA parameterNote)* parameterValue+ END?
        | BY reference (COMMA parameterNote)* keyedValue* END
      )
    ;
parameterNote   : evidence | BECAUSE STRING | TIGHTER IS (LOWER | HIGHER) ;
keyedValue      : (codeName | OTHERWISE) IS value (COMMA dated)* SEMICOLON ;
parameterValue  : IS value (COMMA parameterDetail)* SEMICOLON ;
parameterDetail : dated | parameterNote ;

derived   : DERIVED name arguments? OF reference STRING? COLON type IS expression SEMICOLON ;
condition : CONDITION name arguments? OF reference STRING? MEANS expression SEMICOLON ;
subset    : SUBSET name arguments? OF reference STRING? WHERE COLON? expression SEMICOLON ;
arguments : LEFT_BRACKET argument (COMMA argument)* RIGHT_BRACKET ;
argument  : name COLON type ;

// --- reuse: decision tables, blocks of fields, groupings, mappings between code lists ---

table       : TABLE name OF reference STRING? COLON type tableClause* END ;
tableClause : tableInputs | tableAcross | tableRow | tableOtherwise ;
tableInputs : GIVEN expression (COMMA expression)* SEMICOLON ;
tableAcross : ACROSS tableCell (COMMA tableCell)* SEMICOLON ;
tableRow    : WHEN tableCell (COMMA tableCell)* THEN expression (COMMA expression)* SEMICOLON ;
tableOtherwise : OTHERWISE expression SEMICOLON ;
tableCell
    : ANY
    | (AT MOST | AT LEAST | LESS THAN | MORE_ THAN) sum
    | (BEFORE | AFTER | ON OR BEFORE | ON OR AFTER) sum
    | FROM sum TO BELOW? sum
    | NOT? sum (OR sum)*
    ;

block : BLOCK name STRING? recordClause* END ;

grouping      : GROUPING name STRING OF reference groupingEntry* END ;
groupingEntry : (codeName STRING? | UNKNOWN) COLON (OTHERWISE | codeSpan (COMMA codeSpan)*) SEMICOLON ;
codeSpan      : codeName (TO codeName)? ;

codeMapping  : MAPPING name STRING FROM reference TO reference codeMapEntry* END ;
codeMapEntry : (OTHERWISE | codeName (COMMA codeName)*) TO codeTarget SEMICOLON ;
codeTarget   : ONE OF codeName (COMMA codeName)+ | UNKNOWN (BECAUSE reason)? | codeName ;
rowPick   : ROW name OF reference STRING? IS pick SEMICOLON ;

recordRule : RULE name STRING ruleClause* END ;
ruleClause
    : cites | forEach | onceForEach | severity | ruleWhen | decidedWhen | must | message | ifBroken
    ;
severity    : SEVERITY (ERROR | WARNING | INFORMATION) SEMICOLON ;
ruleWhen    : WHEN COLON expression SEMICOLON ;
decidedWhen : DECIDED WHEN COLON expression SEMICOLON ;
must        : MUST COLON expression SEMICOLON ;
message     : MESSAGE STRING SEMICOLON ;
ifBroken    : IF BROKEN COLON name (COMMA name)* IS DOUBTFUL SEMICOLON ;

indicator : INDICATOR name STRING indicatorClause* END ;
indicatorClause
    : cites | forEach | datedBy | rulesAsAt | onlyWhere | onceForEach | leaveOut | excuse | metWhen | countedWhen
    | fromCounts | rankValue | failures | better | favour | listedApart | shown | shownPer
    | averageOf | ratioOf | standardisedBy
    ;
datedBy     : DATED BY name SEMICOLON ;
rulesAsAt   : RULES AS AT name SEMICOLON ;
onlyWhere   : ONLY THOSE WHERE COLON expression because? SEMICOLON ;
leaveOut    : LEAVE OUT name WHEN COLON expression because? SEMICOLON ;
excuse      : EXCUSE name WHEN COLON expression because? SEMICOLON ;
metWhen     : MET WHEN COLON expression (COMMA surveyed)? because? SEMICOLON ;
countedWhen : COUNTED WHEN COLON expression (COMMA surveyed)? because? SEMICOLON ;
surveyed    : OF THOSE WHO ANSWERED | OF EVERYONE ASKED ;
fromCounts  : FROM COUNTS COLON sum OUT OF sum (PART OF)? SEMICOLON ;
rankValue   : VALUE COLON sum COMMA ((ORDINAL PERCENTILE | MEDIAN) BY RANK | SUM | MEAN) SEMICOLON ;
failures    : SHOW FAILURES BY name WHEN COLON expression SEMICOLON ;
averageOf   : AVERAGE OF THE MONTHLY SHARES OF reference SEMICOLON ;
ratioOf     : RATIO OF reference TO reference SEMICOLON ;
standardisedBy : STANDARDISED RATE OF reference BY name COMMA WEIGHTED BY reference SEMICOLON ;
better      : (HIGHER | LOWER) IS BETTER SEMICOLON ;
favour      : A BLANK name COUNTS IN THE PROVIDERS FAVOUR BECAUSE STRING SEMICOLON ;
listedApart : RECORDS NOT PLACED ARE LISTED APART because? SEMICOLON ;
shown       : SHOWN TO signedNumeral DECIMAL (PLACE | PLACES) SEMICOLON ;
shownPer    : SHOWN PER NUMERAL SEMICOLON ;

standard : STANDARD name STRING standardClause* END ;
standardClause
    : cites | judges | inForce | matures | target | noTarget | tier | smallCases | expects | reportEvery | duty
    | mayTighten
    ;
judges      : JUDGES reference (AND reference)* (COMMA? PER per)* SEMICOLON ;
per         : (FINANCIAL | CALENDAR) YEAR | ROLLING NUMERAL MONTHS | name (AS reference)? ;
inForce     : IN FORCE SINCE date (UNTIL date)? SEMICOLON ;
matures     : MATURES NUMERAL unit AFTER THE PERIOD because? SEMICOLON ;
target      : TARGET targetValue (COMMA dated)* SEMICOLON ;
noTarget    : NO TARGET because SEMICOLON ;
targetValue : AT (LEAST | MOST) value targetUnit? | EVERY CASE | NO CASE ;
targetUnit  : CASE | CASES | PER NUMERAL ;
tier        : band SEMICOLON ;
band        : TIER name COLON tierBounds (COMMA ACTION STRING)? ;
tierBounds  : AT TARGET | FROM value TO BELOW value | BELOW value | ABOVE value (TO value)? ;
smallCases  : WITH FEWER THAN value CASES COLON SAY STRING SEMICOLON ;
expects     : EXPECTS ONE ROW FOR EACH name (COMMA name)* (WHERE expression)? SEMICOLON ;
reportEvery : REPORT EVERY name IN list SEMICOLON ;
duty        : DUTY OF STRING SEMICOLON ;
mayTighten  : LOCAL VERSIONS MAY TIGHTEN THE TARGET SEMICOLON ;

// The share of one group against that of another, or of one period against an earlier one.
comparisonBlock : COMPARISON name STRING comparedClause* END ;
comparedClause
    : cites | compares | groupSide | againstSide | change | inForce | gapTarget | noTarget | smallSides | favour
    | duty | mayTighten
    ;
compares    : COMPARES reference (COMMA? PER per)* SEMICOLON ;
groupSide   : GROUP name WHERE COLON expression because? SEMICOLON ;
againstSide : AGAINST name WHERE COLON expression because? SEMICOLON ;
change      : CHANGE (FROM period TO period | ON THE (YEAR | PERIOD) BEFORE) SEMICOLON ;
gapTarget   : TARGET (GAP | DIFFERENCE | CHANGE) AT (LEAST | MOST) value (COMMA dated)* SEMICOLON ;
smallSides  : WITH FEWER THAN value CASES ON EITHER SIDE COLON SAY STRING SEMICOLON ;

// Whether what an indicator gives differs by more than chance: over time, between providers, between groups.
variation : VARIATION name STRING variationClause* END ;
variationClause
    : cites | variationOf | overTime | betweenProviders | betweenGroups | settingsAs | baseline
    | newLimits | limitsAt | overdispersion | standardised | variationTarget | variationSetting | smallCases
    | duty
    ;
variationOf      : OF reference (COMMA? PER per)* SEMICOLON ;
overTime         : OVER_WORD TIME AS name CHART SEMICOLON ;
betweenProviders : BETWEEN PROVIDERS_WORD (AGAINST comparator)? SEMICOLON ;
comparator       : ALL PROVIDERS_WORD | THE TARGET OF reference | value STRING ;
betweenGroups    : BETWEEN GROUPS OF name (AND name)? (AGAINST codeName (AND codeName)?)? SEMICOLON ;
settingsAs       : SETTINGS AS IN STRING SEMICOLON ;
baseline         : BASELINE (FIRST NUMERAL PERIODS | FROM period TO period) SEMICOLON ;
newLimits        : NEW LIMITS FROM period because SEMICOLON ;
limitsAt         : LIMITS AT value (COMMA value)* SEMICOLON ;
overdispersion   : OVERDISPERSION name SEMICOLON ;
standardised     : (DIRECTLY | INDIRECTLY) STANDARDISED BY name (AND name)* SEMICOLON ;
variationTarget  : TARGET value SEMICOLON ;
variationSetting : SETTING name IS settingValue SEMICOLON ;
settingValue     : NUMERAL PERCENT? | name (AND name)* ;

// A sentence that somebody has published, held against the figures.
claim : CLAIM name STRING claimClause* END ;
claimClause : cites | claimAbout | says | moreThanChance ;
claimAbout  : ABOUT reference (COMMA? PER per)* SEMICOLON ;
says
    : SAYS (HIGHER | LOWER) IN period THAN IN period claimSize? SEMICOLON
    | SAYS CHANGES BY AT MOST value FROM period TO period SEMICOLON
    | SAYS (RISES | FALLS) FROM period TO period SEMICOLON
    | SAYS levelWord (oneIn | value) IN period (COMMA asPublished)? SEMICOLON
    ;
levelWord      : AT LEAST | AT MOST | (MORE_ | LESS | FEWER) THAN | ABOUT ;
oneIn          : NUMERAL IN NUMERAL ;
asPublished    : TO THE NEAREST WHOLE NUMBER | TO NUMERAL DECIMAL (PLACE | PLACES) ;
claimSize      : BY AT LEAST value ;
moreThanChance : BY MORE_ THAN CHANCE AT NUMERAL PERCENT SEMICOLON ;

domain       : OUTCOME DOMAIN name STRING (COMMA ALSO WORDED STRING)* SEMICOLON ;
priority     : PRIORITY AREA name STRING SEMICOLON ;
mapping      : MAPPING STRING mappingEntry* END ;
mappingEntry : reference TO reference (COMMA reference)* SEMICOLON ;

// --- what must be in place, who is bound, and what a local version changes ---

requirement : REQUIREMENT name STRING requirementClause* END ;
requirementClause : cites | forEach | must | attested | evidenced | computed | inForce | duty ;
attested  : ATTESTED BY name shelfLife SEMICOLON ;
evidenced : EVIDENCED BY name shelfLife SEMICOLON ;
shelfLife : ON name (COMMA VALID FOR limit)? | UNTIL name ;
duration  : NUMERAL unit ;
computed  : COMPUTED COLON expression because? SEMICOLON ;

specification : (NATIONAL | LOCAL) SPECIFICATION name STRING specificationClause* END ;
specificationClause : cites | binds | inForce | overriding ;
binds      : BINDS (EVERY PROVIDER | PROVIDER IN members) TO reference (COMMA reference)* (COMMA dated)* SEMICOLON ;
overriding : OVERRIDE reference (FOR codeName)? COLON newValue (COMMA overrideDetail)* AGREED BY STRING ON date SEMICOLON ;
newValue   : TARGET targetValue (COMMA band)* | IS value ;
overrideDetail : dated | BECAUSE STRING ;

// --- who pays what for which outcome, and what is never paid twice ---

paymentScheme : PAYMENT SCHEME name STRING schemeClause* END ;
schemeClause
    : cites | payers | inForce | paidOutcome | fee | foundation | volume | payOnce | payAtMost
    | ifCannotTell | duty
    ;
payers      : PAYERS codeName (COMMA codeName)* IN reference SEMICOLON ;
paidOutcome : OUTCOME name STRING earned (COMMA paidDetail)* (COMMA sharing)? SEMICOLON ;
earned      : FOR EACH RECORD THAT MEETS reference | WHEN reference IS MET ;
paidDetail
    : PERSON IS name
    | CERTAIN WHERE expression
    | ONLY IF name IS MET
    | PAYS value (FOR EACH CASE (BELOW | ABOVE) value)?
    | ROUNDED rounding TO THE PENNY
    | PAYABLE duration LATER
    ;
sharing     : SHARED BY payerShare (COMMA payerShare)* EQUALLY? (COMMA REMAINDER PENNIES TO codeName)? ;
payerShare  : codeName (NUMERAL (PERCENT | SLASH NUMERAL) | THE REST)? ;
fee
    : FEE value A (FINANCIAL | CALENDAR) YEAR IN NUMERAL EQUAL_WORD INSTALMENTS IN ARREARS
      (COMMA REMAINDER PENNIES TO THE LAST)? (COMMA sharing)? SEMICOLON
    ;
foundation
    : FOUNDATION value A MONTH COMMA CLAWED BACK FOR A clawedFor WHEN name IS NOT MET
      (COMMA sharing)? SEMICOLON
    ;
clawedFor   : MONTH | QUARTER | (FINANCIAL | CALENDAR) YEAR ;
volume
    : VOLUME OF reference (COMMA? PER per)* COMMA PREDICTED value COMMA BAND value TO value COMMA
      RECONCILE AT value FOR EACH CASE OUTSIDE THE BAND (COMMA sharing)? SEMICOLON
    ;
payOnce      : PAY ONCE FOR EACH PERSON AND OUTCOME IN ANY duration COMMA WHOEVER PAYS SEMICOLON ;
payAtMost    : PAY AT MOST value (FOR EACH PERSON | IN A FINANCIAL YEAR | IN ALL) SEMICOLON ;
ifCannotTell : IF CANNOT TELL COLON HOLD NEW PAYMENTS COMMA CLAW BACK NOTHING SEMICOLON ;

// --- tests ---

test       : TEST STRING testClause* END ;
testClause : asAt | testPeriod | noMinimum | notSupplied | given | expect ;
asAt        : AS AT date SEMICOLON ;
testPeriod  : PERIOD period SEMICOLON ;
noMinimum   : WITH NO MINIMUM SEMICOLON ;
notSupplied : TABLE reference NOT SUPPLIED SEMICOLON ;
given       : GIVEN reference LEFT_BRACKET name (COMMA name)* RIGHT_BRACKET row* SEMICOLON ;
row         : LEFT_BRACKET cell (COMMA cell)* RIGHT_BRACKET ;
cell        : MINUS? literal | BLANK | UNREADABLE STRING | reference ;
period      : MONTH_DATE | NUMERAL (NAME | SLASH NUMERAL)? | NUMERAL MONTHS TO MONTH_DATE ;

expect
    : EXPECT (expectRecord | expectRecords | expectInstalments | expectCount | expectWhole) SEMICOLON
    ;
expectRecords     : (NO RECORDS | RECORDS STRING (COMMA STRING)*) IN reference ARE recordsAre ;
recordsAre        : PAID | HELD | PROVEN REPEATS | POSSIBLE REPEATS | NOT CHECKABLE ;
expectInstalments : INSTALMENTS OF reference IN period ARE instalment (AND instalment)* ;
instalment        : NUMERAL OF MONEY_AMOUNT ;
expectRecord : RECORD STRING IN reference (IS outcome (OR outcome)* reasons? | verdict) ;
expectCount  : countName OF reference where* IS numerals ;
numerals     : FROM signedNumeral TO signedNumeral | signedNumeral ;
expectWhole
    : reference where* (
        HAS NO CASES | HAS TIER name | IS (shares | amounts | status)
      | COMPARES sideShares WITH sideShares | SHOWS reading | (PAYS | HOLDS) amount
      )
    ;
sideShares   : NO CASES | shares ;
reading      : name+ ;
where        : FOR PROVIDER STRING | IN period | FOR name (codeName | YES | NO) ;
shares       : FROM share TO share | share ;
share        : signedNumeral OF signedNumeral ;
amounts      : FROM amount TO amount | amount ;
amount       : MINUS? literal ;
countName : NUMERATOR | DENOMINATOR | LEFT OUT | EXCUSED | NOT YET DUE | UNKNOWN | NOT PLACED ;
outcome
    : MET | NOT MET | LEFT OUT (BY name)? | EXCUSED (BY name)? | NOT YET DUE | NOT IN FORCE | OUT
    ;
status
    : MET | NOT MET | NOT YET DUE | CANNOT TELL | NO CASES | TOO FEW | NOT SUBMITTED | NOT IN FORCE
    | RETURN UNUSABLE | NOT APPLICABLE | NOT COMPARABLE | REPORTED
    ;
reasons     : BECAUSE fieldReason (AND fieldReason)* ;
fieldReason : name IS reason ;
reason
    : BLANK | UNREADABLE | OUT OF RANGE | CONTRADICTORY | NOT A LISTED CODE | NOT KNOWN | NOT STATED
    | NOT SUPPLIED | IMPRECISE | AMBIGUOUS | SUPPRESSED | ROUNDED | DIVIDED BY ZERO | OVERFLOW_
    | SOURCE NOT COMPLETE | NOT YET DUE | STATED AS UNKNOWN | NOT LINKED | NOT COVERED | WEAK LINK
    ;

// --- expressions, loosest first ---

expression  : disjunction (IMPLIES disjunction)? ;
disjunction : conjunction ((OR conjunction)+ | (XOR conjunction)+)? ;
conjunction : negation (AND negation)* ;
negation    : NOT negation | comparison ;
comparison  : sum comparisonTest? ;

comparisonTest
    : (EQUAL | NOT_EQUAL | AT_MOST | AT_LEAST | UNDER | OVER) sum
    | IS NOT? isTest
    | NOT? IN members
    | HAS HAPPENED
    | HAS (ANY OF list | STRING | reference)
    | (OVERLAPS | COVERS | STARTS IN) sum (BY DAY)?
    | MATCHES pattern
    | verdict
    ;
verdict : PASSES | FAILS | IS UNDECIDED | DOES NOT APPLY ;
isTest
    : BLANK | SUPPLIED | UNIQUE | WELL FORMED | A LISTED CODE | KNOWN | UNKNOWN (BECAUSE reason)?
    | A VALID NHS NUMBER
    | (AT MOST | AT LEAST | LESS THAN | MORE_ THAN) sum
    | (BEFORE | AFTER | ON OR BEFORE | ON OR AFTER | ON) sum (BY DAY | EXACTLY)?
    | FROM sum TO BELOW? sum
    | IN members
    | WITHIN limit (AFTER | BEFORE) sum SIGNED?
    | NO (LATER | EARLIER) THAN limit (AFTER | BEFORE) sum
    | INSIDE sum (BY DAY)?
    | sum
    ;
members   : list | reference ;
limit     : limitPart ((PLUS | MINUS) limitPart)* ;
limitPart : NUMERAL unit | NUMERAL WORKING (DAY | DAYS) | use | list ;

sum       : product ((PLUS | MINUS) product)* ;
product   : sign ((STAR | SLASH) sign)* ;
sign      : MINUS? postfix ;
postfix   : primary postfixPart* ;
postfixPart
    : OR ELSE operand BECAUSE STRING
    | AS (TEXT | NUMBER | CAPITALS) | AS (DATE | TIME) (WRITTEN STRING)?
    | AS reference
    | WITHOUT STRING
    | FOLLOWED BY operand
    | ROUNDED TO operand DECIMAL (PLACE | PLACES) rounding?
    | TO THE POWER operand
    | WORKING (DAY | DAYS) (AFTER | BEFORE) operand
    ;
rounding : HALF (UP | EVEN | DOWN) | UP | DOWN ;
operand  : MINUS? primary ;
primary
    : literal | list | SURELY LEFT_BRACKET expression RIGHT_BRACKET | choose | function | across
    | use
    ;
// A name; a keyed parameter `for` its key; a condition with its arguments.
use  : reference (FOR operand | uses)? ;
uses : LEFT_BRACKET expression (COMMA expression)* RIGHT_BRACKET ;
list     : LEFT_BRACKET (expression (COMMA expression)*)? RIGHT_BRACKET ;  // of one: mere brackets
choose   : CHOOSE choice+ OTHERWISE expression SEMICOLON? END ;
choice   : WHEN expression THEN expression SEMICOLON ;

function
    : (TIME | (CALENDAR | WORKING) DAYS) FROM operand TO operand SIGNED?
    | WHOLE MONTHS FROM operand TO operand (BY DAY OF THE MONTH)?
    | WHOLE YEARS FROM operand TO operand
    | AGE OF operand ON operand (WITH BIRTHDAYS ON NUMERAL FEBRUARY)?
    | (DATE | YEAR | MONTH | DAY | WEEKDAY | HOUR | MINUTE | SECOND) OF operand
    | DAY OF THE YEAR OF operand
    | FINANCIAL (YEAR | QUARTER | MONTH) OF operand
    | ISO (WEEK | YEAR) OF operand
    | (LENGTH | ABSOLUTE | FLOOR | CEILING) OF operand
    | TRUNCATED operand
    | CHARACTERS FROM operand TO operand IN operand
    | REVERSE OF operand
    | SPAN FROM operand TO operand
    | (REMAINDER | WHOLE PART) OF operand DIVIDED BY operand
    | (LOWEST | HIGHEST | SUM | MEAN | MEDIAN | PRODUCT | NUMBER | ALL | ANY) OF operand
    ;

// What is read of the records that are linked to this one.
across
    : (ANY | NO) linked (WHERE among)?
    | EVERY linked (WHERE among)? HAS among
    | NUMBER OF linked WHERE among
    | NUMBER OF DIFFERENT name OF linked (WHERE among)?
    | SUM OF name OF linked (WHERE among)?
    | (LOWEST | HIGHEST) name OF linked (WHERE among)?
    | spread name OF linked (WHERE among)? COMMA FROM operand TO operand
    | name OF pick
    ;
// What moments or spans of the rows come to between two edges.
spread
    : LONGEST GAP BETWEEN
    | LONGEST? TIME COVERED BY
    | MOST TIME COVERED IN ANY limit BY
    | SLOTS OF limit WITHOUT
    ;
pick
    : (FIRST | LAST | ONLY) linked (BY operand (AND THEN BY operand)*)? (AMONG THOSE WHERE among)?
    | NEAREST linked BY operand TO operand (AND THEN BY operand)* (AMONG THOSE WHERE among)?
    ;
linked : OTHER_? reference (AS name)? (WITH THE SAME name (COMMA name)*)? ;
among  : LEFT_BRACKET expression RIGHT_BRACKET ;

literal
    : NUMERAL (PERCENT | POINT | POINTS | unit)?
    | MONEY_AMOUNT | STRING | DAY_DATE | MONTH_DATE | CLOCK_TIME | YES | NO
    | UNKNOWN (BECAUSE reason)?
    ;
unit
    : SECOND | SECONDS | MINUTE | MINUTES | HOUR | HOURS | DAY | DAYS | WEEK | WEEKS | MONTH
    | MONTHS | YEAR | YEARS
    ;

pattern      : LEFT_BRACKET patternPart (COMMA patternPart)* RIGHT_BRACKET ;
patternPart
    : OPTIONAL? (
        NUMERAL (TO NUMERAL)? characters | AT LEAST NUMERAL characters | STRING | ONE OF STRING
      )
    ;
characters
    : (LETTER | LETTERS) (OR (DIGIT | DIGITS))? | CAPITAL (LETTER | LETTERS) | DIGIT | DIGITS
    | CHARACTER | CHARACTERS
    ;

// --- names ---

reference : name (DOT name)? ;

// A word of the language is a name where a name is meant, but for the reserved ones, which stand
// first in AssizeLexer.
name
    : NAME | A | ABOVE | ABSOLUTE | ACROSS | ACTION | AGE | AGREED | ALL | ALSO | AMBIGUOUS
    | AMONG | ANSWER | ANY | APART | APPLICABLE | APPLY | ARE | AREA | AS | AT | ATTESTED | BELOW
    | BETTER | BINDS | BIRTHDAYS | BLOCK | BROKEN | BY | CALENDAR | CANNOT | CAPITAL | CAPITALS | CASE
    | CASES | CEILING | CHARACTER | CHARACTERS | CITES | CODE | CODES | COLUMN | COMPLETE
    | COMPUTED | CONDITION | CONTRADICTORY | COUNT | COUNTED | COUNTS | COVERED | COVERS | DATE
    | DATED | DAY | DAYS | DECIDED | DECIMAL | DENOMINATOR | DERIVED | DID | DIGIT | DIGITS
    | DIVIDED | DOES | DOMAIN | DOUBTFUL | DOWN | DUE | DUTY | EACH | EARLIER | ERROR | EVEN
    | EVERY | EVIDENCE | EVIDENCED | EXACTLY | EXCUSE | EXCUSED | EXPECT | EXPECTS | FAILS
    | FAILURES | FAVOUR | FEBRUARY | FEW | FEWER | FILE | FINANCIAL | FIRST | FLOOR | FOLLOWED
    | FOR | FORCE | FORMED | GIVEN | GROUPING | HALF | HAPPEN | HAPPENED | HASH | HIGHER | HIGHEST
    | HOUR | HOURS | IF | IMPORT | IMPRECISE | INCLUDES | INDICATOR | INFORMATION | ISO | IT
    | JUDGES | KEY | KEYED | LAST | LATER | LEAST | LEAVE | LEFT | LENGTH | LESS | LETTER
    | LETTERS | LINK | LINKED | LISTED | LOCAL | LOWER | LOWEST | MAPPING | MAY | MEAN | MEANS
    | MEDIAN | MESSAGE | MET | MINIMUM | MINUTE | MINUTES | MODULE | MONEY | MONTH | MONTHS
    | MORE_ | MOST | MUST | NATIONAL | NEAREST | NHS | NONE | NUMBER | NUMERATOR | ONE | ONLY
    | OPTIONAL | ORDERED | ORGANISATION | OTHER_ | OUR | OUT | OUTCOME | OVERFLOW_ | OVERRIDE
    | PARAMETER | PART | PASSES | PER | PERCENTAGE | PERCENTILE | PERIOD | PERSONAL | PLACE
    | PLACED | PLACES | POINT | POINTS | POSITION | POWER | PRIORITY | PRODUCT | PROVIDER
    | PUBLISHED | QUARTER | QUOTING | RANGE | RANK | RECALLED | RECORD | RECORDS | REFERENCE
    | REMAINDER | REPORT | REQUIRED | REQUIREMENT | RETURN | REVERSE | ROUNDED | ROW | RULE
    | RULES | SAME | SAY | SECOND | SECONDARY | SECONDS | SECTION | SEPARATED | SEVERITY | SHOW
    | SHOWN | SIGNED | SINCE | SNAPSHOT | SOURCE | SPECIFICATION | STALE | STANDARD | STATED
    | SUBMITTED | SUBSET | SUM | SUPPRESSED | TABLE | TARGET | TELL | TEST | TEXT | TEXTS | THAN
    | THIS | THOSE | TIER | TIGHTEN | TIGHTER | TIME | TOO | UNIQUE | UNTIL | UNUSABLE | UP
    | VALID | VALUE | VERIFIED | VERSION | VERSIONS | WARNING | WEEK | WEEKDAY | WEEKS | WELL
    | WHERE | WHOLE | WITH | WITHOUT | WORDED | WORDS | WORKING | WRITTEN | YEAR | YEARS | YET
    | ZERO
    | comparedWord | spanWord | variationWord | madeWord | paymentWord
    ;

// The words of comparisons.
comparedWord
    : AGAINST | CHANGE | COMPARABLE | COMPARES | COMPARISON | DIFFERENCE | EITHER | GAP | GROUP | SIDE
    ;

// The words of spans, groups and links.
spanWord
    : BETWEEN | CERTAIN | DIFFERENT | EARLIEST | INSIDE | KEEPING | LATEST | LONGEST | MATURES | ONCE | ONGOING
    | OVERLAPS | SLOTS | SPAN | STARTS | WEAK
    ;

// The words of variation.
variationWord
    : BASELINE | CHART | DIRECTLY | GROUPS | INDIRECTLY | LIMITS | NEW | OVERDISPERSION | OVER_WORD
    | PERIODS | PROVIDERS_WORD | SETTINGS | SHOWS | VARIATION
    ;

// The words of indicators that are made of others, of surveys, totals and claims.
madeWord
    : ABOUT | ANSWERED | ASKED | AVERAGE | CHANCE | CHANGES | CLAIM | EVERYONE | FALLS | MONTHLY
    | RATE | RATIO | REPORTED | RISES | ROLLING | SAYS | SETTING | SHARES | STANDARDISED | TOTAL
    | WEIGHTED | WHO
    ;

// The words of payments.
paymentWord
    : ARREARS | BACK | BAND | CHECKABLE | CLAW | CLAWED | EQUALLY | EQUAL_WORD | FEE | FOUNDATION
    | HELD | HOLD | HOLDS | INSTALMENTS | MEETS | NOTHING | OUTSIDE | PAID | PAY | PAYABLE | PAYERS
    | PAYMENT | PAYMENTS | PAYS | PENNIES | PENNY | PERSON | POSSIBLE | PREDICTED | PROVEN
    | RECONCILE | REPEATS | REST | SCHEME | SHARED | THAT | VOLUME | WHOEVER
    ;
