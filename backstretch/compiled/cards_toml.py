"""The values of ``cards.toml``, written by ``tools/make_docs.py``."""

from typing import Any

CHECKSUM = 3875097399

VALUES: dict[str, Any] = {'cards': [{'title': 'Rarely dangerous',
            'text': 'Back pain that lasts can be hard to live with, and is rarely a sign of danger. The signs on the '
                    'list are the exception.',
            'sources': ['British Journal of Sports Medicine 2020, ten facts about back pain '
                        '(https://bjsm.bmj.com/content/54/12/698)']},
           {'title': 'The first weeks',
            'text': 'New back pain mostly eases much in six weeks: on average from 52 to 23 of 100. After that it '
                    'eases more slowly.',
            'sources': ['Menezes Costa and others 2012 (https://cmaj.ca/content/184/11/E613.full.txt)']},
           {'title': 'It may come back',
            'text': 'Of 100 people who had recovered, 69 had back pain again within a year, 40 so that it limited '
                    'them; another study counted 33.',
            'sources': ['da Silva and others 2019 (https://doi.org/10.1016/j.jphys.2019.04.010)',
                        'Machado and others 2017 (https://doi.org/10.1093/ptj/pzx067)']},
           {'title': 'Hurt and harm',
            'text': 'Some discomfort when you move again does not mean damage. Sharp pain, or pain that spreads, is a '
                    'reason to stop.',
            'sources': ["Guy's and St Thomas' "
                        '(https://www.guysandstthomas.nhs.uk/health-information/low-back-pain/physiotherapy-and-exercises)',
                        'South Tees: short-lived back problems '
                        '(https://southtees.nhs.uk/services/back-pain/self-help/managing-short-lived-lower-back-problems/)']},
           {'title': 'What a scan shows',
            'text': 'Worn discs show in 37 of 100 people of twenty and 96 of 100 of eighty who have no pain. Up to '
                    'fifty they are more common with pain.',
            'sources': ['Brinjikji and others 2015 (https://ajnr.org/content/36/4/811)',
                        'Brinjikji and others 2015, adults up to 50 (https://ajnr.org/content/36/12/2394.full.txt)']},
           {'title': 'Keep moving',
            'text': 'With new back pain, staying active does a little better than bed rest. With pain down the leg no '
                    'difference was shown.',
            'sources': ['Cochrane review (https://doi.org/10.1002/14651858.CD007612.pub2)']},
           {'title': 'Step by step',
            'text': 'Movement and load that grow step by step count as safe for backs.',
            'sources': ['British Journal of Sports Medicine 2020, ten facts about back pain '
                        '(https://bjsm.bmj.com/content/54/12/698)']},
           {'title': 'Posture',
            'text': 'Posture and a weak trunk do not explain back pain. One study did find more of it with awkward '
                    'postures and over 5 hours of sitting.',
            'sources': ['British Journal of Sports Medicine 2020, ten facts about back pain '
                        '(https://bjsm.bmj.com/content/54/12/698)',
                        'da Silva and others 2019 (https://doi.org/10.1016/j.jphys.2019.04.010)']},
           {'title': 'Bad days',
            'text': 'Bad days follow changes of activity, stress and mood more often than damage.',
            'sources': ['British Journal of Sports Medicine 2020, ten facts about back pain '
                        '(https://bjsm.bmj.com/content/54/12/698)']},
           {'title': 'Sleep',
            'text': 'In one study, sleep that was worse by 1 of 3 points went with 2.1 of 10 more pain; a small study '
                    'found no such link in the end.',
            'sources': ['George Institute (https://cdn.georgeinstitute.org/bibcite/export/ris/bibcite_reference/22897)',
                        'Scandinavian Journal of Pain 2022 (https://doi.org/10.1515/sjpain-2022-0064)']}]}
