"""How the medicines are called that rules ask for: names, trade names, and how people say it without a name.

Each entry is how a name begins; ``mtx.`` is a whole word, ``retin_a`` are two words. How a text is compared with them
stands in ``medicines.py``. That a name is not here says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

METHOTREXATE: Final = (
    "methotrex metotrex mtx. metoject nordimet otrexup trexall lantarel rheumatrex reumatrex xatmep jylamvo rasuvo "
    "ebetrex"
)
ISOTRETINOIN: Final = (
    "isotretin isotroin 13_cis accutane acutane roaccutan roacutan roacnetan absorica claravis amnesteem zenatane "
    "myorisan sotret curacne procuta aknenormin isogalen oratane epuris isoriac isdiben dercutane mayesta flexresan "
    "acnemin ciscutan aisoskin nimegen acnecutan izotek acitretin neotigason soriatane axotret izoacne acnotren "
    "isotane isosupra farmacne isoface isoprotil lisacne rizuderm inotrin curakne"
)
"""Acitretin is one of those that, like isotretinoin, are swallowed and harm a baby."""
RETINOID: Final = (
    "retinol retinal retinyl retinil retinoi retinoa retinox tretino tretinion tretnoin tret. alitretino adapalen "
    "adapaline tazaroten trifaroten differin adaferin epiduo aklief arazlo tazorac zorac fabior twyneo airol ketrel "
    "locacid effederm retacnyl renova. avita. acretin retirides avibon a313 retin_a retina_cream retina_gel "
    "retina_micro retina_0 stieva_a vitamin_a_acid isotrex acnatac treclin veltin altreno atralin vesanoid tri_luma "
    "pigmanorm kligman"
)
HYDROQUINONE: Final = (
    "hydroquino hydrochino hidroquino hidrokino idrochino hydroquinin hq. lustra. tri_luma pigmanorm kligman "
    "eldoquin melquin obagi_clear esoterica melanox"
)
FAMILIES: Final[Mapping[str, str]] = {
    "isotretinoin": ISOTRETINOIN,
    "methotrexate": METHOTREXATE,
    "retinoid": RETINOID,
    "hydroquinone": HYDROQUINONE,
}
"""What is looked for on the skin and among what is taken."""

DIABETES: Final = (
    "insulin diabet lantus toujeo levemir tresiba novorapid humalog humulin abasaglar fiasp metformin glucophage "
    "gliclazid glimepirid glibenclamid glipizid glyburid repaglinid januvia jardiance forxiga farxiga trulicity "
    "siofor invokana galvus trajenta tradjenta diamicron diaprel amaryl ozempic victoza mounjaro bydureon byetta "
    "rybelsus actos. acarbos akarboz glucobay synjardy xigduo janumet jentadueto eucreas glyxambi qtern komboglyze "
    "steglatro onglyza vipidia nesina novomix mixtard actrapid apidra lyumjev ryzodeg soliqua suliqua xultophy "
    "novolog admelog basaglar semglee semaglutid liraglutid dulaglutid exenatid tirzepatid lixisenatid gliklazyd "
    "glimepiryd glucophag gluformin stagid antidiab cukrzyc suikerziek zuckerkrank sugar_tab sugar_disease"
)
BLOOD_THINNER: Final = (
    "apixaban eliquis elequis rivaroxaban rivaroxban xarelto zarelto dabigatran pradaxa edoxaban lixiana savaysa "
    "warfarin coumadin jantoven marevan marcumar falithrom phenprocoum acenocoum acenocumar sintrom previscan "
    "fluindion heparin eparin enoxaparin clexane lovenox inhixa dalteparin tinzaparin innohep nadroparin fraxiparin "
    "fondaparin arixtra clopidogrel plavix duoplavin ticagrelor brilique brilinta prasugrel efient dipyridamol "
    "aspirin asprin cardioaspirin kardegic acetylsalicyl acetilsalicil acidum_acetylsalicyl ass_100 blood_thin "
    "bloodthin anticoag antikoag antiplatelet blutverd fluidificant fragmin acard. polocard carbasal ascal. "
    "bloedverdun rozrzedza antykoagul przeciwzakrz thrombo_ass ass_75 ass_50 magnyl hjertemagnyl albyl trombyl "
    "persantin asasantin aggrenox waran. warfin orfarin ecotrin disprin bayaspirin acenokumar klopidogrel trombex "
    "antitrombo antithrombo bloodverd"
)
WEAK_IMMUNITY: Final = (
    "predniso prednisi predisol methylpredniso metilpredniso medrol deflazacort dexametha dexameta azathiopri "
    "azatiopri imurek imuran mercaptopurin 6_mp ciclospor cyclospor sandimmun neoral tacrolimus prograf advagraf "
    "sirolimus rapamune everolimus certican mycophenol micofenol cellcept myfortic leflunomid arava cyclophosph "
    "ciclofosf fingolimod gilenya ocrevus cladribin adalimumab humira hyrimoz imraldi infliximab remicade inflectra "
    "etanercept enbrel benepali golimumab simponi certolizumab cimzia ustekinumab stelara secukinumab cosentyx "
    "ixekizumab taltz risankizumab skyrizi guselkumab tremfya bimekizumab rituximab mabthera tocilizumab actemra "
    "abatacept orencia anakinra kineret ocrelizumab kesimpta natalizumab tysabri vedolizumab belatacept tofacitinib "
    "xeljanz baricitinib olumiant upadacitinib rinvoq abrocitinib cibinqo ruxolitinib imbruvica deucravacitinib "
    "venetoclax capecitabin hydroxyurea hydroxycarbamid chemo chimiotherap quimioterap chemio chimio quimio "
    "immunosuppr imunosup immune_sup inmunosup immunsuppr imunossup biologics biologic_for steroid_tablet "
    "steroid_pill steroid_inject oral_steroid cortison_tab cortisone_tab kortisontab hydrocortison_tab "
    "hydrocortisone_tab betamethasone_tab organ_transplant kidney_transplant liver_transplant heart_transplant "
    "no_spleen asplen encorton decortin dacortin lodotra rayos. deltacort deltason cortancyl solupred sterapred "
    "orapred metypred urbason fortecortin decadron celestone calcort. entocort cortiment budenofalk uceris "
    "ledertrexat azafalk equoral adoport envarsus modigraf zortress afinitor amgevita yuflyma hulio. idacio amsparity "
    "hukyndra hadlima cyltezo abrilada yusimry wezlana uzpruvo steqeyma pyzchiva remsima flixabi zessly avsola erelzi "
    "nepexto lifmior ilaris arcalyst roactemra tyenne kevzara jyseleca truxima rixathon blitzima ruxience riabni "
    "gazyva arzerra briumvi aubagio teriflunomid mavenclad lemtrada zeposia ozanimod mayzent siponimod ponvory "
    "ponesimod benlysta saphnelo entyvio omvoh bimzelx ilumya ilumetri kyntheum siliq. soliris ultomiris sotyktu "
    "litfulo voclospor lupkynis lenalidomid revlimid pomalidomid thalidomid bortezomib velcade carfilzom purinethol "
    "puri_nethol xaluprin tioguanin thioguanin lanvis xeloda hydrea litalir siklos temozolom temodal etoposid "
    "cytarabin gemcitab vincrist vinblast bleomycin chlorambucil leukeran melphalan alkeran bendamustin busulfan "
    "fludarabin azacitidin decitabin cytostat zytostat cytostatyk steryd. sterydy sterydow kortyzon anti_tnf "
    "tnf. afweeronderdruk afweerremm onderdrukken_afweer transplant_med transplant_drug transplant_tab "
    "lung_transplant bone_marrow stem_cell przeszczep leukaemi leukemi lymphom. lymphoma. lymphome. myelom"
)
FOLLOWS: Final[Mapping[str, str]] = {
    "isotretinoin": ISOTRETINOIN,
    "diabetes": DIABETES,
    "blood_thinner": BLOOD_THINNER,
    "weak_immunity": f"{METHOTREXATE} {WEAK_IMMUNITY}",
}
"""What is so of a person who takes one of these, whatever they answered in the profile."""

ENDINGS: Final[Mapping[str, str]] = {
    DIABETES: "gliptin gliflozin glitazon",
    BLOOD_THINNER: "xaban gatran parin grel grelor",
    FOLLOWS["weak_immunity"]: "mab tinib ciclib limus taxel rubicin platin",
}
"""How international names of all medicines of a kind end, by the names above that begin otherwise."""
OTHER_MABS: Final = (
    "dupilumab tralokinumab lebrikizumab nemolizumab omalizumab mepolizumab benralizumab reslizumab tezepelumab "
    "erenumab fremanezumab galcanezumab eptinezumab evolocumab alirocumab denosumab romosozumab emicizumab "
    "palivizumab nirsevimab"
)
"""Antibodies that weaken no defence against infection of the skin as those do that end alike."""
