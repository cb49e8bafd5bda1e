"""Small valid files in the publishers' layouts, with figures of our own, and Veta's own with one of everything."""

from __future__ import annotations

import json

SUPPLIERS = (
    "supplier,quantity,governance\nMexico,10.5,0.4\nChina,1e3,0.9\nPerú,7,0.2\nOther countries,3,\nWorld,1200,\n"
)
COMTRADE = (
    "refYear,reporterCode,flowCode,partnerCode,classificationCode,cmdCode,netWgt,isNetWgtEstimated,primaryValue\n"
    "2024,842,M,484,H6,260300,5000,False,100\n2024,842,M,0,H6,260300,,False,100\n2024,842,X,156,H6,280530,,False,9\n"
)
ANSWER = json.dumps(
    {
        "data": [
            {"refYear": 2024, "reporterCode": 842, "flowCode": "M", "partnerCode": 484, "classificationCode": "H6",
             "cmdCode": "260300", "primaryValue": 100.0, "netWgt": None},
        ]
    }
)  # fmt: skip
BACI_NAME = "BACI_HS17_Y2024_V202601.csv"
BACI = "t,i,j,k,v,q\n2024,484,842,260300,1.5,2\n2024,156,842,280530,7.25,\n2024,410,842,260300,1,1\n"
COUNTRIES = "country_code,country_name,country_iso2,country_iso3\n484,Mexico,MX,MEX\n156,China,CN,CHN\n"
CENSUS = json.dumps(
    [
        ["I_COMMODITY", "CTY_CODE", "CON_VAL_YR", "time"],
        ["280530", "5700", "100", "2024-12"],
        ["280530", "2010", "7", "2024-12"],
    ]
)
CENSUS_TABLE = (
    "I_COMMODITY,CTY_CODE,CTY_NAME,CON_VAL_YR,CON_QY1_YR,UNIT_QY1,SUMMARY_LVL,YEAR,MONTH\n"
    '"2805300000","5700","CHINA","100","7","KG","DET","2024","12"\n'
    '"2805300000","2010","MEXICO","20","3","T","DET","2024","12"\n'
    '"2805300000","-","TOTAL FOR ALL COUNTRIES","120","10","KG","DET","2024","12"\n'
)
DATAWEB = (
    "Imports For Consumption|Annual Data,,,,,,\nData Row Count,3,,,,,\n"
    "Data Type,HTS Number,Description,Country,2023,2024,January_to_february_year_2025\n"
    'Customs Value,2805.30.00.00,"Rare-earth metals, mixed",China,"1,234","2,345,678",9\n'
    'Customs Value,2805.30.00.00,x,"Korea, South",,60,9\nTotal:,,,,1234,2345738,\n'
)
DATAMEXICO = (
    "Year,Flow ID,Flow,State ID,State,HS6 ID,HS6,Country ID,Country,Trade Value\n"
    "2024,2,Exports,24,San Luis Potosí,5252922,Fluorspar,usa,United States,100.5\n"
    "2024,2,Exports,8,Chihuahua,5252922,Fluorspar,usa,United States,20\n"
    "2024,1,Imports,24,San Luis Potosí,5252922,Fluorspar,usa,United States,3\n"
)
ATLAS_NAME = "hs12_country_product_year_6.csv"
ATLAS = (
    "country_id,country_iso3_code,product_id,product_hs12_code,year,export_value,import_value\n"
    "484,MEX,1,260300,2022,500,9\n842,USA,1,260300,2022,0,70\n842,USA,1,10121,2022,8,8\n"
)
USGS_NAME = "MCS2027_Commodities_Data.csv"
USGS = (
    "MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes,"
    "Is critical mineral 2025,Other notes\n"
    "FLUORSPAR,World Mine Production,Fluorspar,Mexico,Production,Mine production,thousand metric tons,2025,"
    '"1,600",Estimated.,Yes,\n'
    "FLUORSPAR,World Mine Production,Fluorspar,China,Production,Mine production,thousand metric tons,2025,W,,Yes,\n"
    "FLUORSPAR,World Mine Production,Fluorspar,Mongolia,Production,Mine production,thousand metric tons,2025,>500,,"
    "Yes,\n"
)
WORLD_NAME = "MCS2025_World_Data.csv"
WORLD = (
    "SOURCE,COMMODITY,COUNTRY,TYPE,UNIT_MEAS,PROD_2023,PROD_EST_ 2024,PROD_NOTES,CAP_2023,RESERVES_2024\n"
    'MCS2025,Copper,Mexico,"Mine production, recoverable copper content",thousand metric tons,699,700,,,53000\n'
    'MCS2025,Copper,Peru,"Mine production, recoverable copper content",thousand metric tons,2760,2600,,,100000\n'
)
_TABLE = {"flow": "us-imports", "year": 2024, "product": "280530"}
SCENARIO = json.dumps(
    {
        "format": "veta-scenario", "schema_version": 2, "name": "One of each", "note": "línea\nsegunda",
        "edits": [
            {"kind": "set-share", **_TABLE, "partner": "MEX", "share": 0.1, "locked": ["JPN"], "off": True},
            {"kind": "add-partner", **_TABLE, "partner": "BRA", "share": 0.05, "note": "said so"},
            {"kind": "move-share", **_TABLE, "from": "CHN", "to": "VNM", "points": 0.02},
            {"kind": "scale-partner", **_TABLE, "partner": "VNM", "factor": 2, "floors": {"MEX": 0.0}},
            {"kind": "set-total", **_TABLE, "value_usd": 5e8, "ceilings": {"CHN": 0.9}},
            {"kind": "set-total", **_TABLE, "growth": 0.1},
            {"kind": "cut-supply", **_TABLE, "partner": "CHN", "cut": 0.5, "weights": {"VNM": 2, "MYS": 1}},
            {"kind": "cut-supply", **_TABLE, "partner": "VNM", "cut": 0.1, "capacity": {"MYS": 1.5}},
        ],
    }
)  # fmt: skip
LOCK = json.dumps({"veta-lock": 1, "pid": 4_000_000, "host": "a", "born": "b-1", "since": "2026-11-20T10:00:00+00:00"})
FAULT = (
    "Figures: sha256:abc\nFatal Python error: Aborted\n\nCurrent thread 0x00007f (most recent call first):\n"
    '  File "/somewhere/ana/veta/gui/app.py", line 3 in run\n'
)
