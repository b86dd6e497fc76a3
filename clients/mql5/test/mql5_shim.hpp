// What HandselDevice.mqh uses of MQL5, for a C++17 compiler. Strings hold UTF-8 here and UTF-16 there; the functions that
// look at single characters are only given ASCII.
#pragma once
#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

using uchar = unsigned char;
using ushort = unsigned short;
using uint = unsigned int;
using string = std::string;

#define HANDSEL_BYTES(name) std::vector<uchar> name
#define HANDSEL_OUT(name) std::vector<uchar> &name
#define HANDSEL_IN(name) const std::vector<uchar> &name

const int WHOLE_ARRAY = -1;
const uint CP_UTF8 = 65001;

inline int ArraySize(HANDSEL_IN(array)) { return static_cast<int>(array.size()); }

// MQL5 leaves new elements undefined; a pattern shows who relies on zeros.
inline int ArrayResize(HANDSEL_OUT(array), int size) {
   array.resize(static_cast<size_t>(size), 0xA5);
   return size;
}

inline int StringLen(const string &text) { return static_cast<int>(text.size()); }
inline ushort StringGetCharacter(const string &text, int at) { return static_cast<uchar>(text.at(static_cast<size_t>(at))); }

// What a length of 0 means differs between versions of the language, so nothing may ask for it.
inline string StringSubstr(const string &text, int start, int length = -1) {
   if (length == 0) std::abort();
   if (start < 0 || start >= StringLen(text)) return "";
   return text.substr(static_cast<size_t>(start), length < 0 ? string::npos : static_cast<size_t>(length));
}

inline int StringFind(const string &text, const string &part, int start) {
   if (part.empty()) return -1;
   size_t at = text.find(part, static_cast<size_t>(start));
   return at == string::npos ? -1 : static_cast<int>(at);
}

inline bool StringToLower(string &text) {
   std::transform(text.begin(), text.end(), text.begin(), [](uchar c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
   return true;
}

// Like the original it copies the terminating zero, too.
inline int StringToCharArray(const string &text, HANDSEL_OUT(array), int, int, uint) {
   array.assign(text.begin(), text.end());
   array.push_back(0);
   return ArraySize(array);
}

inline string IntegerToString(long number) { return std::to_string(number); }
inline long StringToInteger(const string &text) { return std::stol(text); }
