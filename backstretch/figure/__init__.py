"""A person drawn as a jointed body: poses are data, motion is a function of time, a picture is dots or SVG.

Pure: nothing here owns a clock, knows a terminal or draws on a screen.
"""
