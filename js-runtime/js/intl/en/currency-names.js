// Names of currencies, of CLDR 48 (https://cldr.unicode.org, Unicode License v3).

/** A line is a code, the name of one, of several, and as a title where that is another. */
const TABLE = `
ADP|Andorran peseta|Andorran pesetas|Andorran Peseta
AED|UAE dirham|UAE dirhams|United Arab Emirates Dirham
AFA|Afghan afghani (1927–2002)|Afghan afghanis (1927–2002)|Afghan Afghani (1927–2002)
AFN|Afghan Afghani|Afghan Afghanis|Afghan Afghani
ALK|Albanian lek (1946–1965)|Albanian lekë (1946–1965)|Albanian Lek (1946–1965)
ALL|Albanian lek|Albanian lekë|Albanian Lek
AMD|Armenian dram|Armenian drams|Armenian Dram
ANG|Netherlands Antillean guilder|Netherlands Antillean guilders|Netherlands Antillean Guilder
AOA|Angolan kwanza|Angolan kwanzas|Angolan Kwanza
AOK|Angolan kwanza (1977–1991)|Angolan kwanzas (1977–1991)|Angolan Kwanza (1977–1991)
AON|Angolan new kwanza (1990–2000)|Angolan new kwanzas (1990–2000)|Angolan New Kwanza (1990–2000)
AOR|Angolan readjusted kwanza (1995–1999)|Angolan readjusted kwanzas (1995–1999)|Angolan Readjusted Kwanza (1995–1999)
ARA|Argentine austral|Argentine australs|Argentine Austral
ARL|Argentine peso ley (1970–1983)|Argentine pesos ley (1970–1983)|Argentine Peso Ley (1970–1983)
ARM|Argentine peso (1881–1970)|Argentine pesos (1881–1970)|Argentine Peso (1881–1970)
ARP|Argentine peso (1983–1985)|Argentine pesos (1983–1985)|Argentine Peso (1983–1985)
ARS|Argentine peso|Argentine pesos|Argentine Peso
ATS|Austrian schilling|Austrian schillings|Austrian Schilling
AUD|Australian dollar|Australian dollars|Australian Dollar
AWG|Aruban florin|Aruban florin|Aruban Florin
AZM|Azerbaijani manat (1993–2006)|Azerbaijani manats (1993–2006)|Azerbaijani Manat (1993–2006)
AZN|Azerbaijani manat|Azerbaijani manats|Azerbaijani Manat
BAD|Bosnia-Herzegovina dinar (1992–1994)|Bosnia-Herzegovina dinars (1992–1994)|Bosnia-Herzegovina Dinar (1992–1994)
BAM|Bosnia-Herzegovina convertible mark|Bosnia-Herzegovina convertible marks|Bosnia-Herzegovina Convertible Mark
BAN|Bosnia-Herzegovina new dinar (1994–1997)|Bosnia-Herzegovina new dinars (1994–1997)|Bosnia-Herzegovina New Dinar (1994–1997)
BBD|Barbadian dollar|Barbadian dollars|Barbadian Dollar
BDT|Bangladeshi taka|Bangladeshi takas|Bangladeshi Taka
BEC|Belgian franc (convertible)|Belgian francs (convertible)|Belgian Franc (convertible)
BEF|Belgian franc|Belgian francs|Belgian Franc
BEL|Belgian franc (financial)|Belgian francs (financial)|Belgian Franc (financial)
BGL|Bulgarian hard lev|Bulgarian hard leva|Bulgarian Hard Lev
BGM|Bulgarian socialist lev|Bulgarian socialist leva|Bulgarian Socialist Lev
BGN|Bulgarian lev|Bulgarian leva|Bulgarian Lev
BGO|Bulgarian lev (1879–1952)|Bulgarian leva (1879–1952)|Bulgarian Lev (1879–1952)
BHD|Bahraini dinar|Bahraini dinars|Bahraini Dinar
BIF|Burundian franc|Burundian francs|Burundian Franc
BMD|Bermudan dollar|Bermudan dollars|Bermudan Dollar
BND|Brunei dollar|Brunei dollars|Brunei Dollar
BOB|Bolivian boliviano|Bolivian bolivianos|Bolivian Boliviano
BOL|Bolivian boliviano (1863–1963)|Bolivian bolivianos (1863–1963)|Bolivian Boliviano (1863–1963)
BOP|Bolivian peso|Bolivian pesos|Bolivian Peso
BOV|Bolivian mvdol|Bolivian mvdols|Bolivian Mvdol
BRB|Brazilian new cruzeiro (1967–1986)|Brazilian new cruzeiros (1967–1986)|Brazilian New Cruzeiro (1967–1986)
BRC|Brazilian cruzado (1986–1989)|Brazilian cruzados (1986–1989)|Brazilian Cruzado (1986–1989)
BRE|Brazilian cruzeiro (1990–1993)|Brazilian cruzeiros (1990–1993)|Brazilian Cruzeiro (1990–1993)
BRL|Brazilian real|Brazilian reals|Brazilian Real
BRN|Brazilian new cruzado (1989–1990)|Brazilian new cruzados (1989–1990)|Brazilian New Cruzado (1989–1990)
BRR|Brazilian cruzeiro (1993–1994)|Brazilian cruzeiros (1993–1994)|Brazilian Cruzeiro (1993–1994)
BRZ|Brazilian cruzeiro (1942–1967)|Brazilian cruzeiros (1942–1967)|Brazilian Cruzeiro (1942–1967)
BSD|Bahamian dollar|Bahamian dollars|Bahamian Dollar
BTN|Bhutanese ngultrum|Bhutanese ngultrums|Bhutanese Ngultrum
BUK|Burmese kyat|Burmese kyats|Burmese Kyat
BWP|Botswanan pula|Botswanan pulas|Botswanan Pula
BYB|Belarusian ruble (1994–1999)|Belarusian rubles (1994–1999)|Belarusian Ruble (1994–1999)
BYN|Belarusian ruble|Belarusian rubles|Belarusian Ruble
BYR|Belarusian ruble (2000–2016)|Belarusian rubles (2000–2016)|Belarusian Ruble (2000–2016)
BZD|Belize dollar|Belize dollars|Belize Dollar
CAD|Canadian dollar|Canadian dollars|Canadian Dollar
CDF|Congolese franc|Congolese francs|Congolese Franc
CHE|WIR euro|WIR euros|WIR Euro
CHF|Swiss franc|Swiss francs|Swiss Franc
CHW|WIR franc|WIR francs|WIR Franc
CLE|Chilean escudo|Chilean escudos|Chilean Escudo
CLF|Chilean unit of account (UF)|Chilean units of account (UF)|Chilean Unit of Account (UF)
CLP|Chilean peso|Chilean pesos|Chilean Peso
CNH|Chinese yuan (offshore)|Chinese yuan (offshore)|Chinese Yuan (offshore)
CNX|Chinese People’s Bank dollar|Chinese People’s Bank dollars|Chinese People’s Bank Dollar
CNY|Chinese yuan|Chinese yuan|Chinese Yuan
COP|Colombian peso|Colombian pesos|Colombian Peso
COU|Colombian real value unit|Colombian real value units|Colombian Real Value Unit
CRC|Costa Rican colón|Costa Rican colóns|Costa Rican Colón
CSD|Serbian dinar (2002–2006)|Serbian dinars (2002–2006)|Serbian Dinar (2002–2006)
CSK|Czechoslovak hard koruna|Czechoslovak hard korunas|Czechoslovak Hard Koruna
CUC|Cuban convertible peso|Cuban convertible pesos|Cuban Convertible Peso
CUP|Cuban peso|Cuban pesos|Cuban Peso
CVE|Cape Verdean escudo|Cape Verdean escudos|Cape Verdean Escudo
CYP|Cypriot pound|Cypriot pounds|Cypriot Pound
CZK|Czech koruna|Czech korunas|Czech Koruna
DDM|East German mark|East German marks|East German Mark
DEM|German mark|German marks|German Mark
DJF|Djiboutian franc|Djiboutian francs|Djiboutian Franc
DKK|Danish krone|Danish kroner|Danish Krone
DOP|Dominican peso|Dominican pesos|Dominican Peso
DZD|Algerian dinar|Algerian dinars|Algerian Dinar
ECS|Ecuadorian sucre|Ecuadorian sucres|Ecuadorian Sucre
ECV|Ecuadorian unit of constant value|Ecuadorian units of constant value|Ecuadorian Unit of Constant Value
EEK|Estonian kroon|Estonian kroons|Estonian Kroon
EGP|Egyptian pound|Egyptian pounds|Egyptian Pound
ERN|Eritrean nakfa|Eritrean nakfas|Eritrean Nakfa
ESA|Spanish peseta (A account)|Spanish pesetas (A account)|Spanish Peseta (A account)
ESB|Spanish peseta (convertible account)|Spanish pesetas (convertible account)|Spanish Peseta (convertible account)
ESP|Spanish peseta|Spanish pesetas|Spanish Peseta
ETB|Ethiopian birr|Ethiopian birrs|Ethiopian Birr
EUR|euro|euros|Euro
FIM|Finnish markka|Finnish markkas|Finnish Markka
FJD|Fijian dollar|Fijian dollars|Fijian Dollar
FKP|Falkland Islands pound|Falkland Islands pounds|Falkland Islands Pound
FRF|French franc|French francs|French Franc
GBP|British pound|British pounds|British Pound
GEK|Georgian kupon larit|Georgian kupon larits|Georgian Kupon Larit
GEL|Georgian lari|Georgian laris|Georgian Lari
GHC|Ghanaian cedi (1979–2007)|Ghanaian cedis (1979–2007)|Ghanaian Cedi (1979–2007)
GHS|Ghanaian cedi|Ghanaian cedis|Ghanaian Cedi
GIP|Gibraltar pound|Gibraltar pounds|Gibraltar Pound
GMD|Gambian dalasi|Gambian dalasis|Gambian Dalasi
GNF|Guinean franc|Guinean francs|Guinean Franc
GNS|Guinean syli|Guinean sylis|Guinean Syli
GQE|Equatorial Guinean ekwele|Equatorial Guinean ekwele|Equatorial Guinean Ekwele
GRD|Greek drachma|Greek drachmas|Greek Drachma
GTQ|Guatemalan quetzal|Guatemalan quetzals|Guatemalan Quetzal
GWE|Portuguese Guinea escudo|Portuguese Guinea escudos|Portuguese Guinea Escudo
GWP|Guinea-Bissau peso|Guinea-Bissau pesos|Guinea-Bissau Peso
GYD|Guyanaese dollar|Guyanaese dollars|Guyanaese Dollar
HKD|Hong Kong dollar|Hong Kong dollars|Hong Kong Dollar
HNL|Honduran lempira|Honduran lempiras|Honduran Lempira
HRD|Croatian dinar|Croatian dinars|Croatian Dinar
HRK|Croatian kuna|Croatian kunas|Croatian Kuna
HTG|Haitian gourde|Haitian gourdes|Haitian Gourde
HUF|Hungarian forint|Hungarian forints|Hungarian Forint
IDR|Indonesian rupiah|Indonesian rupiahs|Indonesian Rupiah
IEP|Irish pound|Irish pounds|Irish Pound
ILP|Israeli pound|Israeli pounds|Israeli Pound
ILR|Israeli shekel (1980–1985)|Israeli shekels (1980–1985)|Israeli Shekel (1980–1985)
ILS|Israeli new shekel|Israeli new shekels|Israeli New Shekel
INR|Indian rupee|Indian rupees|Indian Rupee
IQD|Iraqi dinar|Iraqi dinars|Iraqi Dinar
IRR|Iranian rial|Iranian rials|Iranian Rial
ISJ|Icelandic króna (1918–1981)|Icelandic krónur (1918–1981)|Icelandic Króna (1918–1981)
ISK|Icelandic króna|Icelandic krónur|Icelandic Króna
ITL|Italian lira|Italian liras|Italian Lira
JMD|Jamaican dollar|Jamaican dollars|Jamaican Dollar
JOD|Jordanian dinar|Jordanian dinars|Jordanian Dinar
JPY|Japanese yen|Japanese yen|Japanese Yen
KES|Kenyan shilling|Kenyan shillings|Kenyan Shilling
KGS|Kyrgyz som|Kyrgyz soms|Kyrgyz Som
KHR|Cambodian riel|Cambodian riels|Cambodian Riel
KMF|Comorian franc|Comorian francs|Comorian Franc
KPW|North Korean won|North Korean won|North Korean Won
KRH|South Korean hwan (1953–1962)|South Korean hwan (1953–1962)|South Korean Hwan (1953–1962)
KRO|South Korean won (1945–1953)|South Korean won (1945–1953)|South Korean Won (1945–1953)
KRW|South Korean won|South Korean won|South Korean Won
KWD|Kuwaiti dinar|Kuwaiti dinars|Kuwaiti Dinar
KYD|Cayman Islands dollar|Cayman Islands dollars|Cayman Islands Dollar
KZT|Kazakhstani tenge|Kazakhstani tenges|Kazakhstani Tenge
LAK|Laotian kip|Laotian kips|Laotian Kip
LBP|Lebanese pound|Lebanese pounds|Lebanese Pound
LKR|Sri Lankan rupee|Sri Lankan rupees|Sri Lankan Rupee
LRD|Liberian dollar|Liberian dollars|Liberian Dollar
LSL|Lesotho loti|Lesotho lotis|Lesotho Loti
LTL|Lithuanian litas|Lithuanian litai|Lithuanian Litas
LTT|Lithuanian talonas|Lithuanian talonases|Lithuanian Talonas
LUC|Luxembourgian convertible franc|Luxembourgian convertible francs|Luxembourgian Convertible Franc
LUF|Luxembourgian franc|Luxembourgian francs|Luxembourgian Franc
LUL|Luxembourg financial franc|Luxembourg financial francs|Luxembourg Financial Franc
LVL|Latvian lats|Latvian lati|Latvian Lats
LVR|Latvian ruble|Latvian rubles|Latvian Ruble
LYD|Libyan dinar|Libyan dinars|Libyan Dinar
MAD|Moroccan dirham|Moroccan dirhams|Moroccan Dirham
MAF|Moroccan franc|Moroccan francs|Moroccan Franc
MCF|Monegasque franc|Monegasque francs|Monegasque Franc
MDC|Moldovan cupon|Moldovan cupon|Moldovan Cupon
MDL|Moldovan leu|Moldovan lei|Moldovan Leu
MGA|Malagasy ariary|Malagasy ariaries|Malagasy Ariary
MGF|Malagasy franc|Malagasy francs|Malagasy Franc
MKD|Macedonian denar|Macedonian denari|Macedonian Denar
MKN|Macedonian denar (1992–1993)|Macedonian denari (1992–1993)|Macedonian Denar (1992–1993)
MLF|Malian franc|Malian francs|Malian Franc
MMK|Myanmar kyat|Myanmar kyats|Myanmar Kyat
MNT|Mongolian tugrik|Mongolian tugriks|Mongolian Tugrik
MOP|Macanese pataca|Macanese patacas|Macanese Pataca
MRO|Mauritanian ouguiya (1973–2017)|Mauritanian ouguiyas (1973–2017)|Mauritanian Ouguiya (1973–2017)
MRU|Mauritanian ouguiya|Mauritanian ouguiyas|Mauritanian Ouguiya
MTL|Maltese lira|Maltese lira|Maltese Lira
MTP|Maltese pound|Maltese pounds|Maltese Pound
MUR|Mauritian rupee|Mauritian rupees|Mauritian Rupee
MVP|Maldivian rupee (1947–1981)|Maldivian rupees (1947–1981)|Maldivian Rupee (1947–1981)
MVR|Maldivian rufiyaa|Maldivian rufiyaas|Maldivian Rufiyaa
MWK|Malawian kwacha|Malawian kwachas|Malawian Kwacha
MXN|Mexican peso|Mexican pesos|Mexican Peso
MXP|Mexican silver peso (1861–1992)|Mexican silver pesos (1861–1992)|Mexican Silver Peso (1861–1992)
MXV|Mexican investment unit|Mexican investment units|Mexican Investment Unit
MYR|Malaysian ringgit|Malaysian ringgits|Malaysian Ringgit
MZE|Mozambican escudo|Mozambican escudos|Mozambican Escudo
MZM|Mozambican metical (1980–2006)|Mozambican meticals (1980–2006)|Mozambican Metical (1980–2006)
MZN|Mozambican metical|Mozambican meticals|Mozambican Metical
NAD|Namibian dollar|Namibian dollars|Namibian Dollar
NGN|Nigerian naira|Nigerian nairas|Nigerian Naira
NIC|Nicaraguan córdoba (1988–1991)|Nicaraguan córdobas (1988–1991)|Nicaraguan Córdoba (1988–1991)
NIO|Nicaraguan córdoba|Nicaraguan córdobas|Nicaraguan Córdoba
NLG|Dutch guilder|Dutch guilders|Dutch Guilder
NOK|Norwegian krone|Norwegian kroner|Norwegian Krone
NPR|Nepalese rupee|Nepalese rupees|Nepalese Rupee
NZD|New Zealand dollar|New Zealand dollars|New Zealand Dollar
OMR|Omani rial|Omani rials|Omani Rial
PAB|Panamanian balboa|Panamanian balboas|Panamanian Balboa
PEI|Peruvian inti|Peruvian intis|Peruvian Inti
PEN|Peruvian sol|Peruvian soles|Peruvian Sol
PES|Peruvian sol (1863–1965)|Peruvian soles (1863–1965)|Peruvian Sol (1863–1965)
PGK|Papua New Guinean kina|Papua New Guinean kina|Papua New Guinean Kina
PHP|Philippine peso|Philippine pesos|Philippine Peso
PKR|Pakistani rupee|Pakistani rupees|Pakistani Rupee
PLN|Polish zloty|Polish zlotys|Polish Zloty
PLZ|Polish zloty (PLZ)|Polish zlotys (PLZ)|Polish Zloty (1950–1995)
PTE|Portuguese escudo|Portuguese escudos|Portuguese Escudo
PYG|Paraguayan guarani|Paraguayan guaranis|Paraguayan Guarani
QAR|Qatari riyal|Qatari riyals|Qatari Riyal
RHD|Rhodesian dollar|Rhodesian dollars|Rhodesian Dollar
ROL|Romanian leu (1952–2006)|Romanian Lei (1952–2006)|Romanian Leu (1952–2006)
RON|Romanian leu|Romanian lei|Romanian Leu
RSD|Serbian dinar|Serbian dinars|Serbian Dinar
RUB|Russian ruble|Russian rubles|Russian Ruble
RUR|Russian ruble (1991–1998)|Russian rubles (1991–1998)|Russian Ruble (1991–1998)
RWF|Rwandan franc|Rwandan francs|Rwandan Franc
SAR|Saudi riyal|Saudi riyals|Saudi Riyal
SBD|Solomon Islands dollar|Solomon Islands dollars|Solomon Islands Dollar
SCR|Seychellois rupee|Seychellois rupees|Seychellois Rupee
SDD|Sudanese dinar (1992–2007)|Sudanese dinars (1992–2007)|Sudanese Dinar (1992–2007)
SDG|Sudanese pound|Sudanese pounds|Sudanese Pound
SDP|Sudanese pound (1957–1998)|Sudanese pounds (1957–1998)|Sudanese Pound (1957–1998)
SEK|Swedish krona|Swedish kronor|Swedish Krona
SGD|Singapore dollar|Singapore dollars|Singapore Dollar
SHP|St. Helena pound|St. Helena pounds|St. Helena Pound
SIT|Slovenian tolar|Slovenian tolars|Slovenian Tolar
SKK|Slovak koruna|Slovak korunas|Slovak Koruna
SLE|Sierra Leonean leone|Sierra Leonean leones|Sierra Leonean Leone
SLL|Sierra Leonean leone (1964—2022)|Sierra Leonean leones (1964—2022)|Sierra Leonean Leone (1964—2022)
SOS|Somali shilling|Somali shillings|Somali Shilling
SRD|Surinamese dollar|Surinamese dollars|Surinamese Dollar
SRG|Surinamese guilder|Surinamese guilders|Surinamese Guilder
SSP|South Sudanese pound|South Sudanese pounds|South Sudanese Pound
STD|São Tomé & Príncipe dobra (1977–2017)|São Tomé & Príncipe dobras (1977–2017)|São Tomé & Príncipe Dobra (1977–2017)
STN|São Tomé & Príncipe dobra|São Tomé & Príncipe dobras|São Tomé & Príncipe Dobra
SUR|Soviet rouble|Soviet roubles|Soviet Rouble
SVC|Salvadoran colón|Salvadoran colones|Salvadoran Colón
SYP|Syrian pound|Syrian pounds|Syrian Pound
SZL|Swazi lilangeni|Swazi emalangeni|Swazi Lilangeni
THB|Thai baht|Thai baht|Thai Baht
TJR|Tajikistani ruble|Tajikistani rubles|Tajikistani Ruble
TJS|Tajikistani somoni|Tajikistani somonis|Tajikistani Somoni
TMM|Turkmenistani manat (1993–2009)|Turkmenistani manat (1993–2009)|Turkmenistani Manat (1993–2009)
TMT|Turkmenistani manat|Turkmenistani manat|Turkmenistani Manat
TND|Tunisian dinar|Tunisian dinars|Tunisian Dinar
TOP|Tongan paʻanga|Tongan paʻanga|Tongan Paʻanga
TPE|Timorese escudo|Timorese escudos|Timorese Escudo
TRL|Turkish lira (1922–2005)|Turkish Lira (1922–2005)
TRY|Turkish lira|Turkish Lira
TTD|Trinidad & Tobago dollar|Trinidad & Tobago dollars|Trinidad & Tobago Dollar
TWD|New Taiwan dollar|New Taiwan dollars|New Taiwan Dollar
TZS|Tanzanian shilling|Tanzanian shillings|Tanzanian Shilling
UAH|Ukrainian hryvnia|Ukrainian hryvnias|Ukrainian Hryvnia
UAK|Ukrainian karbovanets|Ukrainian karbovantsiv|Ukrainian Karbovanets
UGS|Ugandan shilling (1966–1987)|Ugandan shillings (1966–1987)|Ugandan Shilling (1966–1987)
UGX|Ugandan shilling|Ugandan shillings|Ugandan Shilling
USD|US dollar|US dollars|US Dollar
USN|US dollar (next day)|US dollars (next day)|US Dollar (Next day)
USS|US dollar (same day)|US dollars (same day)|US Dollar (Same day)
UYI|Uruguayan peso (indexed units)|Uruguayan pesos (indexed units)|Uruguayan Peso (Indexed Units)
UYP|Uruguayan peso (1975–1993)|Uruguayan pesos (1975–1993)|Uruguayan Peso (1975–1993)
UYU|Uruguayan peso|Uruguayan pesos|Uruguayan Peso
UYW|Uruguayan nominal wage index unit|Uruguayan nominal wage index units|Uruguayan Nominal Wage Index Unit
UZS|Uzbekistani som|Uzbekistani som|Uzbekistani Som
VEB|Venezuelan bolívar (1871–2008)|Venezuelan bolívars (1871–2008)|Venezuelan Bolívar (1871–2008)
VED|Bolívar Soberano|Bolívar Soberanos|Bolívar Soberano
VEF|Venezuelan bolívar (2008–2018)|Venezuelan bolívars (2008–2018)|Venezuelan Bolívar (2008–2018)
VES|Venezuelan bolívar|Venezuelan bolívars|Venezuelan Bolívar
VND|Vietnamese dong|Vietnamese dong|Vietnamese Dong
VNN|Vietnamese dong (1978–1985)|Vietnamese dong (1978–1985)|Vietnamese Dong (1978–1985)
VUV|Vanuatu vatu|Vanuatu vatus|Vanuatu Vatu
WST|Samoan tala|Samoan tala|Samoan Tala
XAF|Central African CFA franc|Central African CFA francs|Central African CFA Franc
XAG|troy ounce of silver|troy ounces of silver|Silver
XAU|troy ounce of gold|troy ounces of gold|Gold
XBA|European composite unit|European composite units|European Composite Unit
XBB|European monetary unit|European monetary units|European Monetary Unit
XBC|European unit of account (XBC)|European units of account (XBC)|European Unit of Account (XBC)
XBD|European unit of account (XBD)|European units of account (XBD)|European Unit of Account (XBD)
XCD|East Caribbean dollar|East Caribbean dollars|East Caribbean Dollar
XCG|Caribbean guilder|Caribbean guilders|Caribbean guilder
XDR|special drawing rights|special drawing rights|Special Drawing Rights
XEU|European currency unit|European currency units|European Currency Unit
XFO|French gold franc|French gold francs|French Gold Franc
XFU|French UIC-franc|French UIC-francs|French UIC-Franc
XOF|West African CFA franc|West African CFA francs|West African CFA Franc
XPD|troy ounce of palladium|troy ounces of palladium|Palladium
XPF|CFP franc|CFP francs|CFP Franc
XPT|troy ounce of platinum|troy ounces of platinum|Platinum
XRE|RINET Funds unit|RINET Funds units|RINET Funds
XSU|Sucre|Sucres|Sucre
XTS|Testing Currency unit|Testing Currency units|Testing Currency Code
XUA|ADB unit of account|ADB units of account|ADB Unit of Account
XXX|(unknown unit of currency)|(unknown currency)|Unknown Currency
YDD|Yemeni dinar|Yemeni dinars|Yemeni Dinar
YER|Yemeni rial|Yemeni rials|Yemeni Rial
YUD|Yugoslavian hard dinar (1966–1990)|Yugoslavian hard dinars (1966–1990)|Yugoslavian Hard Dinar (1966–1990)
YUM|Yugoslavian new dinar (1994–2002)|Yugoslavian new dinars (1994–2002)|Yugoslavian New Dinar (1994–2002)
YUN|Yugoslavian convertible dinar (1990–1992)|Yugoslavian convertible dinars (1990–1992)|Yugoslavian Convertible Dinar (1990–1992)
YUR|Yugoslavian reformed dinar (1992–1993)|Yugoslavian reformed dinars (1992–1993)|Yugoslavian Reformed Dinar (1992–1993)
ZAL|South African rand (financial)|South African rands (financial)|South African Rand (financial)
ZAR|South African rand|South African rand|South African Rand
ZMK|Zambian kwacha (1968–2012)|Zambian kwachas (1968–2012)|Zambian Kwacha (1968–2012)
ZMW|Zambian kwacha|Zambian kwachas|Zambian Kwacha
ZRN|Zairean new zaire (1993–1998)|Zairean new zaires (1993–1998)|Zairean New Zaire (1993–1998)
ZRZ|Zairean zaire (1971–1993)|Zairean zaires (1971–1993)|Zairean Zaire (1971–1993)
ZWD|Zimbabwean dollar (1980–2008)|Zimbabwean dollars (1980–2008)|Zimbabwean Dollar (1980–2008)
ZWG|Zimbabwean gold|Zimbabwean gold|Zimbabwean Gold
ZWL|Zimbabwean dollar (2009–2024)|Zimbabwean dollars (2009–2024)|Zimbabwean Dollar (2009–2024)
ZWR|Zimbabwean dollar (2008)|Zimbabwean dollars (2008)|Zimbabwean Dollar (2008)
`;

/** The name of one and of several of a currency; undefined for a code that has none. */
export function currencyNames(code) {
  const start = TABLE.indexOf(`\n${code}|`);
  return start < 0 ? undefined : TABLE.slice(start + 5, TABLE.indexOf('\n', start + 1)).split('|');
}

export const listCurrencies = () => TABLE.trim().split('\n').map((line) => line.slice(0, 3));
