/**
 * Well-known ways to make a bad password twelve characters long. Compared in lower case, without spaces and marks, and
 * with digits and signs read as the letters that they stand for. Put together by us from habits, not from a leak.
 */
const words = `
password passwordpassword mypassword thispassword newpassword yourpassword changeme changemenow changethis letmein
letmeinplease letmeinnow pleaseletmein openthedoor welcome welcomeback welcometoschool welcomehome iloveyou iloveyouall
iloveschool ilovemydog ilovemycat ilovemymum ilovemyfamily ilovefootball ilovemusic administrator admin adminadmin
superuser rootroot default defaultpassword temporary temporarypassword secret topsecret supersecret mysecret
secretsecret master masterkey masterpassword login loginlogin signin security securityfirst computer mycomputer
internet theinternet network wireless keyboard qwertyqwerty football footballclub liverpool liverpoolfc manchester
manchesterunited manchestercity arsenal arsenalfc chelsea chelseafc tottenham tottenhamhotspur everton newcastle
newcastleunited astonvilla westhamunited leedsunited england englandengland comeonengland itscominghome scotland wales
london londonbridge birmingham sunshine sunshinesunshine princess princessprincess superman superman batman spiderman
starwars harrypotter hogwarts pokemon minecraft fortnite roblox monkey dragon shadow butterfly chocolate cheesecake bananabanana pineapple elephant
strawberry christmas happychristmas merrychristmas happybirthday halloween summertime summerholiday summer winter
autumn spring january february september october november december monday tuesday wednesday thursday friday fridayfriday
teacher teacherteacher headteacher supplyteacher classroom staffroom schoolschool myschool school ourschool
primaryschool secondaryschool highschool academy theacademy education safeguarding safeguard safeguardinglead
onlinesafety esafety childprotection keepingchildrensafe everychildmatters ofsted ofstedoutstanding outstanding
assembly playground lunchtime hometime reception whiteboard interactive interactivewhiteboard
correcthorsebatterystaple tobeornottobe onceuponatime theendoftheworld abracadabra opensesame supercalifragilistic
whatever whateverwhatever nothing something anything idontknow icantremember iforgot forgotten
forgottenpassword remember rememberme jesus jesuschrist godisgood blessed amazing awesome fantastic beautiful gorgeous
trustnoone nopassword passphrase unlock unlockme private privatekey letmein
`;

export const weakWords: ReadonlySet<string> = new Set(words.trim().split(/\s+/));

/** Rows that a finger runs along; each is also read backwards and round. */
export const runs: readonly string[] = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
];
