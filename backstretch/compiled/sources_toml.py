"""The values of ``sources.toml``, written by ``tools/make_docs.py``."""

from typing import Any

CHECKSUM = 1995908660

VALUES: dict[str, Any] = {'M1': 'Mayo Clinic: slide show of back exercises '
       '(https://www.mayoclinic.org/healthy-lifestyle/adult-health/multimedia/back-pain/sls-20076265)',
 'M1-copy': 'Mayo Clinic: later part of the same back exercises '
            '(https://goflyhuman.com/blog/blog-post-title-one-bh5ag) (read through a copy)',
 'M2': 'Mayo Clinic: basic stretches, knee-to-chest '
       '(https://www.mayoclinic.org/healthy-lifestyle/fitness/multimedia/stretching/sls-20076840?s=7)',
 'M3': 'Mayo Clinic: stretches at a desk '
       '(https://www.mayoclinic.org/healthy-lifestyle/adult-health/multimedia/stretching/sls-20076525?s=7)',
 'M4': 'Mayo Clinic: bridge position '
       '(https://www.mayoclinic.org/diseases-conditions/herniated-disk/multimedia/bridge-position/img-20008721)',
 'M6': 'Mayo Clinic: high blood pressure and exercise '
       '(http://www.mayoclinic.org/diseases-conditions/high-blood-pressure/in-depth/high-blood-pressure/art-20045206?pg=2)',
 'M8': 'Mayo Clinic: older edition of the back exercises (https://www.scribd.com/document/63811148/Back-Exercises) '
       '(read through a copy)',
 'N1': 'NHS: lower back pain exercises (https://www.nhs.uk/live-well/exercise/lower-back-pain-exercises/) (read '
       'through a copy)',
 'N2': 'NHS, as reported: a daily exercise for the lower back '
       '(https://briefnews.eu/lower-back-pain-best-exercise-to-do-at-home-every-day-to-ease-backache-fast) (read '
       'through a copy)',
 'DOR': 'MSK Dorset: low back pain (https://www.mskdorset.nhs.uk/back-pain_1/back-pain-low-back-pain/)',
 'KM': 'Kent and Medway NHS: elbow plank and side plank '
       '(https://kmpt.nhs.uk/pdf-documents/coronavirus-documents/coronavirus-page-documents/physiotherapy-strength-exercise-guide/introduction/elbow-plank-and-side-plank)',
 'NUF': 'Nuffield Health: Back for Good '
        '(https://www.nuffieldhealth.com/hospitals/glasgow/spinal-surgery/back-for-good)',
 'ARC': 'Arthritis Research Campaign: back pain sheet '
        '(https://manualzz.com/doc/32657318/back-pain---pennine-gp-training) (read through a copy)',
 'AR2': 'Leaflet: exercises for back pain (https://www.scribd.com/document/598924674/Exercises-for-Back-Pain0900)',
 'H1': 'Healthwise, MyHealth Alberta: back exercises '
       '(https://myhealth.alberta.ca/health/AfterCareInformation/pages/conditions.aspx?HwId=ad1482)',
 'H2': 'Healthwise: bridging exercise (https://myactivehealth.com/hwcontent/content/multimedia/abk9143.html)',
 'H3': 'Healthwise: acute low back pain, exercises and walking '
       '(https://www.healthwise.net/christianacare/Content/StdDocument.aspx?DOCHWID=zp4376csp)',
 'H4': 'Healthwise, MyHealth Alberta: hip and buttock stretches '
       '(https://myhealth.alberta.ca/Health/aftercareinformation/pages/conditions.aspx?hwid=zp4474)',
 'H5': 'Healthwise: clam exercise (https://www.medicalrecords.com/reviewers/joan-rigg-pt-ocs)',
 'K1': 'Patient education library: knee rolls (http://education.snmsc.org/RelatedItems/3,85881)',
 'K2': 'Patient education library: press-ups on the elbows '
       '(https://majorhospital.kramesonline.com/RelatedItems/3,S,85879)',
 'K3': 'Patient education library: hip rotator and piriformis stretch '
       '(https://education.tryrima.com/orthopedics/management/hip-rotator-piriformis-stretch?language_content_entity=en)',
 'K4': 'Patient education library: knee lift '
       '(https://www.spectrumhealthlakeland.org/lakeland-comprehensive-medical-weight-loss-center/health-library/Content/3/89889/)',
 'K5': "Saint Luke's: lower back stretch on a chair "
       '(https://www.saintlukeskc.org/health-library/back-exercises-lower-back-stretch)',
 'AO1': 'American Academy of Orthopaedic Surgeons, as reported: wall squat '
        '(https://www.reference.com/health/kind-therapy-exercises-recommended-back-pain-a33ca47fb376f274) (read '
        'through a copy)',
 'AO2': 'American Academy of Orthopaedic Surgeons, as reprinted by Saratoga Spine: back exercises '
        '(https://saratogaspine.com/treatment-options/exercises/)',
 'MSD': 'MSD Manual: bridging (https://www.msdmanuals.com/en-jp/home/multimedia/video/bridging)',
 'SUT': 'My Life Stages: back exercises (https://www.mylifestages.org/health/back/back_exercises.page)',
 'NYU': 'NYU Hospital for Joint Diseases: back bending '
        '(http://hjd.med.nyu.edu/spine/patient-care/nonoperative-treatments/back-exercise/back-bending-1)',
 'OAE': 'Orthopaedic Associates, Evansville: standing back-bend '
        '(https://oaevansville.com/back-exercises/standingbackpira/)',
 'EXT': 'Journal supplement: extension exercises (https://www.scribd.com/document/590082810/Supplemental-Appendix-1)',
 'ESK': 'Eskenazi Health: seated piriformis stretch '
        '(https://www.eskenazihealth.edu/news/exercise-of-the-month-piriformis-stretch-for-sciatica)',
 'SHC': 'Sharecare: stretching the hip flexors '
        '(https://www.sharecare.com/health/types-of-exercise-programs/stretch-my-hip-flexor-muscles)',
 'EO': 'eOrthopod: hip flexor stretch (https://eorthopod.com/?p=56117)',
 'ORL': 'Orlando sports medicine clinic: trunk exercises (https://orlandosportsmedicine.com/library_nl_7258) (weak '
        'source)',
 'CC': 'Cleveland Clinic: diaphragmatic breathing '
       '(http://my.clevelandclinic.org/health/diseases_conditions/hic_Understanding_COPD/hic_Pulmonary_Rehabilitation_Is_it_for_You/hic_Diaphragmatic_Breathing)',
 'CC-copy': 'Cleveland Clinic: how long to breathe this way '
            '(https://itsalute.com/Medicina-alternativa/Respirazione/1006012906.html) (read through a copy)',
 'WB': 'Medicine Today: report of a trial of walking and low back pain '
       '(https://medicinetoday.com.au/mt/2024/september/journal-watch/progressive-walking-and-education-program-patients-low-back-pain)',
 'ACSM': 'American College of Sports Medicine: stretching guidelines, update '
         '(https://www.acsm.org/all-blog-posts/certification-blog/acsm-certified-blog/2021/03/18/stretching-and-flexibility-guidelines-update)',
 'NIH': 'NIH SeniorHealth: osteoporosis, movements to leave out '
        '(http://nihseniorhealth.gov/osteoporosis/faq/faq16.html)',
 'DK': 'Doctor K, The Dalles Chronicle: exercise habits and back pain '
       '(http://www.thedalleschronicle.com/news/2015/sep/26/dr-k-develop-good-exercise-habits-avoid-back-pain/)',
 'FS': 'First Step to Active Health: safety (http://firststeptoactivehealth.com/safety.htm)',
 'FRL': 'Franciscan Health library: before starting to exercise '
        '(http://healthlibrary.franciscanhealth.org/Library/TestsProcedures/Pulmonary/85,P00216)',
 'PREG': 'American College of Obstetricians and Gynecologists, as reported: advice of 2002 on exercise '
         '(http://childlabourarticle.blogspot.com/2008/02/exercise-guidelines.html) (read through a copy)',
 'N3': 'NHS, older edition: exercises for lower back pain '
       '(https://intelnutry.com/5-amazing-good-exercises-for-lower-back-pain-exercises/4/) (read through a copy)',
 'AO3': 'American Academy of Orthopaedic Surgeons: low back pain exercise guide '
        '(https://docplayer.net/amp/6743181-Low-back-pain-exercise-guide.html) (read through a copy)',
 'H6': 'Healthwise: low back pain exercises (https://kudocarecenter.com/article/low-back-pain-exercises-2) (read '
       'through a copy)',
 'CAT': 'Healthwise, HealthLink BC: cat and cow pose (https://healthlinkbc.ca/healthwise/yoga-cat-cow-pose)',
 'FWD': 'Healthwise, HealthLink BC: forward bend (https://healthlinkbc.ca/healthwise/forward-bend)',
 'DSK': 'Mayo Clinic: stretches for lower back and trunk at a desk '
        '(https://medicaldiscover.com/videos/deskercise-lower-back-and-torso-stretches/) (read through a copy)',
 'CUB': 'Cambridge University Hospitals: back mobility exercises '
        '(https://cuh.nhs.uk/patient-information/back-mobility-exercises/)',
 'NDN': 'National Institute on Aging, Go4Life: getting down to the floor '
        '(https://go4life.nia.nih.gov/exercises/getting-down-floor)',
 'UCR': 'UCI Health library: lower body rotation '
        '(https://ucihealth.org/health-library/content?contentTypeID=1&contentID=4463&language=en)',
 'URM': 'University of Rochester Medical Center: bridge exercise '
        '(https://urmcpublic-lb1.urmc.rochester.edu/encyclopedia/content.aspx?contentid=4465&contenttypeid=1)',
 'NYH': 'NYU Hospital for Joint Diseases: hamstring stretch '
        '(http://hjd.med.nyu.edu/spine/patient-care/nonoperative-treatments/back-exercise/hamstring-stretch)',
 'SLH': "Saint Luke's: hamstring stretch, lying (https://saintlukeskc.org/health-library/supine-hamstring-stretch)",
 'SLS': "Saint Luke's: shoulder squeeze (https://saintlukeskc.org/health-library/shoulder-squeeze-exercise)",
 'MSC': 'MSD Manual: clamshell, lying on the side '
        '(https://msdmanuals.com/home/multimedia/video/side-lying-hip-external-rotation-clamshell-exercise)',
 'SWR': 'Patient education library: seated rotation '
        '(https://snmsc.staywellsolutionsonline.com/Library/DiseasesConditions/Adult/Dermatology/1,4468)',
 'CEN': 'Central Health: the bridge (https://central-health.com/video/the-bridge-exercise/) (weak source)',
 'NAR': 'Natural Arthritis Remedy: hip flexor stretch '
        '(http://natural-arthritis-remedy.blogspot.com/2009/02/hip-flexor-stretch.html) (weak source)',
 'OSS': 'Ohio Sports and Spine: exercises for the trunk at home '
        '(https://ohiosportsandspine.com/movement-at-home-series-exercises-for-abdominal-core-strength/) (weak source)',
 'SHA': 'Sharecare: what to avoid in clamshells '
        '(https://sharecare.com/health/types-of-exercise-programs/what-avoid-side-lying-clamshells) (weak source)',
 'SPH': 'Sports-health: piriformis stretch, lying '
        '(https://sports-health.com/video/video-supine-piriformis-muscle-stretch-3) (weak source)',
 'own': 'backstretch: our own choice, no source',
 'SSS': 'Consensus statement: physical activity for people with osteoporosis (https://eprints.soton.ac.uk/456586/)',
 'NHP': 'NHS, as reported: lying on the back in pregnancy '
        '(http://handbag.com/baby-bag/advice/a453949/pregnancy-myth-8-if-you-havent-exercised-before-you-shouldnt-start.html) '
        '(read through a copy)',
 'CAN': 'Canadian guideline 2019, as reported: activity throughout pregnancy '
        '(https://plummidwifery.com/2019-canadian-guideline-for-physical-activity-throughout-pregnancy/) (read through '
        'a copy)',
 'LHS': 'London Health Sciences Centre: hip precautions (https://lhsc.on.ca/joint-replacement-surgery/hip-precautions)',
 'SUF': 'Suffolk Community Healthcare: getting down to the floor, and up after a fall '
        '(https://suffolkcommunityhealthcare.com/LookingAfterYourself/Fallsandfractures/Whattodoifyoufall.aspx)',
 'WIL': 'Trial of 2018: wall squats and blood pressure (https://pmc.ncbi.nlm.nih.gov/articles/PMC5882444)',
 'REL': 'Reliefcare: helping your back at home '
        '(https://reliefcarechiropractic.com/single-post/2016/07/27/you-can-simply-and-easily-help-your-back-at-home-part-1) '
        '(weak source)'}
